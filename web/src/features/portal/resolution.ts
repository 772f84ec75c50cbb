import { useLingui } from "@lingui/react/macro";

/** How a request came to its end, in words. */
export function useResolutions(): Readonly<Record<string, string>> {
  const { t } = useLingui();
  return {
    done: t({ message: "Done", context: "resolution" }),
    workaround: t({ message: "Workaround given", context: "resolution" }),
    duplicate: t({ message: "Duplicate", context: "resolution" }),
    declined: t({ message: "Declined", context: "resolution" }),
    cannot_reproduce: t({ message: "Cannot reproduce", context: "resolution" }),
    withdrawn: t({ message: "Withdrawn", context: "resolution" }),
  };
}

export function useResolutionName(resolution: string | null | undefined): string | undefined {
  const names = useResolutions();
  return resolution ? names[resolution] : undefined;
}
