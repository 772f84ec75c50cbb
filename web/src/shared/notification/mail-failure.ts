import { useLingui } from "@lingui/react/macro";

interface Failed {
  failure?: string | null;
  diagnostic?: string | null;
}

/** Why a mail did not arrive, as far as a server said. */
export function useMailFailure(): (mail: Failed) => string {
  const { t } = useLingui();
  return ({ failure, diagnostic }) => {
    if (failure !== "bounced") return failure ?? "";
    return diagnostic ? t`It came back: ${diagnostic}` : t`It came back from this address.`;
  };
}
