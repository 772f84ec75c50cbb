import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Decision, Round, Step, StepKind } from "./approvals";

/** What is asked of the approvers of a step. */
export const kinds: Readonly<Record<StepKind, MessageDescriptor>> = {
  approve: msg({ message: "Approval", context: "kind of step" }),
  agree: msg({ message: "Agreement", context: "kind of step" }),
  reference: msg({ message: "For information", context: "kind of step" }),
};

/** How deciding is called, by what is asked. */
export const acts: Readonly<Record<StepKind, Record<Decision, MessageDescriptor>>> = {
  approve: {
    approved: msg({ message: "Approve", context: "decision" }),
    rejected: msg({ message: "Reject", context: "decision" }),
  },
  agree: {
    approved: msg({ message: "Agree", context: "decision" }),
    rejected: msg({ message: "Do not agree", context: "decision" }),
  },
  reference: {
    approved: msg({ message: "Approve", context: "decision" }),
    rejected: msg({ message: "Reject", context: "decision" }),
  },
};

/** What a stamp says. */
export const stamps: Readonly<Record<StepKind, Record<Decision, MessageDescriptor>>> = {
  approve: {
    approved: msg({ message: "Approved", context: "stamp" }),
    rejected: msg({ message: "Rejected", context: "stamp" }),
  },
  agree: {
    approved: msg({ message: "Agreed", context: "stamp" }),
    rejected: msg({ message: "Not agreed", context: "stamp" }),
  },
  reference: {
    approved: msg({ message: "Approved", context: "stamp" }),
    rejected: msg({ message: "Rejected", context: "stamp" }),
  },
};

export const roundStates: Readonly<Record<Round["state"], MessageDescriptor>> = {
  composing: msg({ message: "Approvers to be chosen", context: "approval" }),
  running: msg({ message: "Being decided", context: "approval" }),
  approved: msg({ message: "Approved", context: "approval" }),
  rejected: msg({ message: "Rejected", context: "approval" }),
  withdrawn: msg({ message: "Withdrawn", context: "approval" }),
};

export const roundColors: Readonly<Record<Round["state"], string>> = {
  composing: "yellow",
  running: "blue",
  approved: "celadon",
  rejected: "red",
  withdrawn: "gray",
};

export const stepStates: Readonly<Record<Step["state"], MessageDescriptor>> = {
  pending: msg({ message: "Later", context: "step of an approval" }),
  open: msg({ message: "Now", context: "step of an approval" }),
  approved: msg({ message: "Approved", context: "step of an approval" }),
  rejected: msg({ message: "Rejected", context: "step of an approval" }),
  objected: msg({ message: "Not agreed", context: "step of an approval" }),
  noted: msg({ message: "Informed", context: "step of an approval" }),
  skipped: msg({ message: "Skipped", context: "step of an approval" }),
  unreached: msg({ message: "Not reached", context: "step of an approval" }),
};
