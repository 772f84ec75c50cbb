import { useLingui } from "@lingui/react/macro";
import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import classes from "./rule.module.css";

const QueryEditor = lazy(async () => ({
  default: (await import("@/shared/query/query-editor")).QueryEditor,
}));

/** Which tickets are meant. */
export function QueryInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useLingui();
  return (
    <div className={classes.query}>
      <Suspense fallback={<Skeleton height={42} radius="md" />}>
        <QueryEditor
          label={t`Query`}
          placeholder={t`Which tickets, such as priority = High`}
          value={value}
          onChange={onChange}
          onSubmit={() => undefined}
        />
      </Suspense>
    </div>
  );
}
