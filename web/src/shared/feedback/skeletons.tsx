import { useLingui } from "@lingui/react/macro";
import { Skeleton, Stack } from "@mantine/core";

/** Lines of text on their way. */
export function TextSkeleton({ lines = 4 }: { lines?: number }) {
  const { t } = useLingui();
  return (
    <Stack gap="xs" role="status" aria-label={t`Loading`}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} h={14} w={`${92 - ((line * 17) % 40)}%`} />
      ))}
    </Stack>
  );
}

/** A page on its way: a heading and blocks, so that nothing jumps when it comes. */
export function PageSkeleton() {
  const { t } = useLingui();
  return (
    <Stack gap="lg" role="status" aria-label={t`Loading`}>
      <Skeleton h={26} w={240} />
      <Skeleton h={120} />
      <Skeleton h={240} />
    </Stack>
  );
}
