import type { OfferedRequestType, PortalHome, Request, RequestForm, RequestSummary } from "./portal-queries";

const minji = { id: 1, displayName: "김민지" };
const agent = { id: 7, displayName: "Grace Hopper" };

export function aRequestType(changes: Partial<OfferedRequestType> = {}): OfferedRequestType {
  return {
    id: 11,
    deskKey: "IT",
    deskName: "IT service desk",
    name: "Request equipment",
    description: "A laptop, monitor, phone or accessory.",
    icon: "laptop",
    ...changes,
  };
}

export function aSummary(changes: Partial<RequestSummary> = {}): RequestSummary {
  return {
    key: "IT-1",
    summary: "노트북이 켜지지 않아요",
    statusName: "In progress",
    statusCategory: "active",
    requestTypeName: "Report broken equipment",
    requestTypeIcon: "tool",
    deskKey: "IT",
    deskName: "IT service desk",
    reporter: minji,
    createdAt: "2026-11-20T01:00:00Z",
    updatedAt: "2026-11-21T01:00:00Z",
    ...changes,
  };
}

export function aHome(changes: Partial<PortalHome> = {}): PortalHome {
  return {
    desks: [
      {
        key: "IT",
        name: "IT service desk",
        description: "Equipment, software and access",
        icon: "headset",
        groups: [
          { id: 1, name: "Equipment", requestTypes: [aRequestType()] },
          { id: null, name: null, requestTypes: [aRequestType({ id: 12, name: "Ask a question" })] },
        ],
      },
    ],
    openRequests: [aSummary()],
    ...changes,
  };
}

export function aRequestForm(changes: Partial<RequestForm> = {}): RequestForm {
  const field = { help: "", required: false, settings: {}, options: [] };
  return {
    ...aRequestType(),
    help: "Two or three days when in stock.",
    formId: 5,
    sections: [
      {
        title: "",
        help: "",
        columns: 1,
        fields: [
          { ...field, key: "summary", type: "short_text", label: "What do you need?", required: true },
          {
            ...field,
            key: "quantity",
            type: "number",
            label: "Quantity",
            required: true,
            defaultValue: 1,
            settings: { minimum: 1, maximum: 10 },
          },
          { ...field, key: "business_reason", type: "long_text", label: "Business reason" },
        ],
      },
    ],
    conditional: false,
    state: { fields: {}, values: {} },
    ...changes,
  };
}

export function aRequest(changes: Partial<Request> = {}): Request {
  return {
    ...aSummary(),
    version: 4,
    descriptionHtml: "<p>전원 버튼을 눌러도 반응이 없습니다.</p>",
    assignee: agent,
    participants: [],
    resolvedAt: null,
    resolution: null,
    answers: [
      { key: "asset_number", label: "Asset number", type: "short_text", value: "A-77", display: "A-77" },
    ],
    attachments: [],
    conversation: [
      {
        kind: "comment",
        at: "2026-11-20T02:00:00Z",
        comment: {
          id: 21,
          author: agent,
          byAgent: true,
          mine: false,
          bodyHtml: "<p>Does a light come on?</p>",
          quotes: false,
          editedAt: null,
          deleted: false,
          version: 1,
          attachments: [],
        },
      },
      {
        kind: "status",
        at: "2026-11-20T02:00:01Z",
        status: { statusName: "Waiting for your reply", statusCategory: "waiting" },
      },
      {
        kind: "comment",
        at: "2026-11-20T03:00:00Z",
        comment: {
          id: 22,
          author: minji,
          byAgent: false,
          mine: true,
          bodyHtml: "<p>No, nothing at all.</p>",
          quotes: false,
          editedAt: "2026-11-20T03:05:00Z",
          deleted: false,
          version: 2,
          attachments: [],
        },
      },
    ],
    transitions: [
      {
        key: "withdraw",
        name: "Withdraw request",
        to: { key: "withdrawn", name: "Withdrawn", category: "done" },
        style: "danger",
        sections: [],
        conditional: false,
      },
    ],
    permissions: { comment: true, share: true },
    ...changes,
  };
}
