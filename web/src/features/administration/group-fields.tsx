import { useLingui } from "@lingui/react/macro";
import type { FormErrors } from "@mantine/form";
import { Textarea, TextInput } from "@mantine/core";

export interface GroupValues extends Record<string, unknown> {
  name: string;
  description: string;
}

export function GroupFields({ form }: { form: { getInputProps: (path: string) => object } }) {
  const { t } = useLingui();
  return (
    <>
      <TextInput {...form.getInputProps("name")} label={t`Name`} required maxLength={200} />
      <Textarea
        {...form.getInputProps("description")}
        label={t({ message: "Description", context: "administration" })}
        description={t`What the group does, for those who choose it.`}
        autosize
        minRows={2}
        maxLength={2000}
      />
    </>
  );
}

export function useGroupProblems(): (values: GroupValues) => FormErrors {
  const { t } = useLingui();
  return ({ name }) => (name.trim() === "" ? { name: t`Enter a name.` } : {});
}
