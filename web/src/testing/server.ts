export interface SentRequest {
  method: string;
  path: string;
  search: string;
  headers: Headers;
  body: string;
}

type Reply = { status?: number; body?: unknown; headers?: Record<string, string> };

/** What many screens ask beside what a test is about: no approvals, nothing similar, nothing promised and nothing told, unless the test says so. */
const beside: ReadonlyArray<[RegExp, unknown]> = [
  [
    /^GET \/api\/tickets\/[^/]+\/approvals$/,
    { rounds: [], may: { ask: false, compose: false, withdraw: false, changeApprovers: false } },
  ],
  [/^GET \/api\/approvals\/count$/, { waiting: 0 }],
  [/^GET \/api\/notifications\/unread$/, { count: 0 }],
  [/^GET \/api\/chats$/, { deskKeys: [], attending: [], chats: [] }],
  [/^GET \/api\/tickets\/[^/]+\/similar$/, []],
  [/^GET \/api\/tickets\/[^/]+\/deliveries$/, []],
  [/^GET \/api\/(tickets|requests)\/[^/]+\/sla$/, []],
  [/^PUT \/api\/tickets\/[^/]+\/viewed$/, null],
  [/^POST \/api\/(search\/similar|portal\/similar-requests)$/, []],
];

/** Answers requests in a test, and remembers them. The last reply to an address repeats. */
export function answering(replies: Record<string, Reply | Reply[]>): SentRequest[] {
  const sent: SentRequest[] = [];
  const left = new Map(
    Object.entries(replies).map(([to, reply]) => [to, Array.isArray(reply) ? [...reply] : [reply]]),
  );
  vi.stubGlobal("fetch", async (request: Request) => {
    const { method, headers } = request;
    const { pathname: path, search } = new URL(request.url);
    const unasked = beside.find(([address]) => address.test(`${method} ${path}`));
    if (unasked && !left.has(`${method} ${path}`)) return Response.json(unasked[1]);
    sent.push({ method, path, search, headers, body: await request.clone().text() });
    const queue = left.get(`${method} ${path}`);
    const reply = queue && queue.length > 1 ? queue.shift() : queue?.[0];
    if (!reply) throw new TypeError(`Nothing answers ${method} ${path}`);
    const status = reply.status ?? 200;
    return new Response(reply.body === undefined ? null : JSON.stringify(reply.body), {
      status,
      headers: {
        "Content-Type": status < 400 ? "application/json" : "application/problem+json",
        ...reply.headers,
      },
    });
  });
  return sent;
}
