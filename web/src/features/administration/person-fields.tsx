import { useLingui } from "@lingui/react/macro";
import type { FormErrors } from "@mantine/form";
import { Select, SimpleGrid, TextInput } from "@mantine/core";
import { languages } from "@/shared/i18n/language";
import { timeZones } from "@/shared/i18n/time-zone";

export interface PersonValues extends Record<string, unknown> {
  displayName: string;
  email: string;
  language: string;
  timeZone: string;
}

/** What every person has: name, address, language, time zone. */
export function PersonFields({ form }: { form: { getInputProps: (path: string) => object } }) {
  const { t } = useLingui();
  return (
    <>
      <TextInput
        {...form.getInputProps("displayName")}
        label={t`Name`}
        required
        maxLength={200}
        autoComplete="off"
      />
      <TextInput
        {...form.getInputProps("email")}
        label={t`Email`}
        description={t`They sign in with it.`}
        type="email"
        required
        maxLength={254}
        autoComplete="off"
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          {...form.getInputProps("language")}
          label={t`Language`}
          data={languages.map(({ value, label }) => ({ value, label }))}
          allowDeselect={false}
        />
        <Select
          {...form.getInputProps("timeZone")}
          label={t`Time zone`}
          data={timeZones()}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t`No such time zone`}
        />
      </SimpleGrid>
    </>
  );
}

/** What is missing, before the server is asked. */
export function usePersonProblems(): (values: PersonValues) => FormErrors {
  const { t } = useLingui();
  return ({ displayName, email }) => ({
    ...(displayName.trim() === "" ? { displayName: t`Enter a name.` } : {}),
    ...(/^\S+@\S+$/.test(email.trim()) ? {} : { email: t`Enter an email address such as name@example.com.` }),
  });
}
