import { useLingui } from "@lingui/react/macro";
import type { FormErrors } from "@mantine/form";
import { Switch, Textarea, TextInput } from "@mantine/core";

export interface GroupValues extends Record<string, unknown> {
  name: string;
  description: string;
  team: boolean;
}

export function GroupFields({
  form,
}: {
  form: { getInputProps: (path: string, options?: { type: "checkbox" }) => object };
}) {
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
      <Switch
        {...form.getInputProps("team", { type: "checkbox" })}
        label={t`This group is a team`}
        description={t`Teams work on tickets together and can be chosen in fields that ask for a team.`}
      />
    </>
  );
}

export function useGroupProblems(): (values: GroupValues) => FormErrors {
  const { t } = useLingui();
  return ({ name }) => (name.trim() === "" ? { name: t`Enter a name.` } : {});
}
