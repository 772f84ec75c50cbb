import { Trans, useLingui } from "@lingui/react/macro";
import { Radio, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "@/shared/api/client";
import { useServerForm } from "@/shared/form/server-form";
import { PageHeader } from "@/shared/layout/page-header";
import { FormSheet } from "./form-sheet";
import type { LocalizedDraft } from "./localized";
import { deskKeyFrom, isBlank } from "./localized";
import { LocalizedInput } from "./localized-input";
import { deskQueries } from "./queries";
import type { Desk } from "./resources";
import classes from "./new-desk-page.module.css";

interface NewDesk extends Record<string, unknown> {
  name: LocalizedDraft;
  description: LocalizedDraft;
  key: string;
  template: "it" | "empty";
}

/** Adds a desk, from the IT template or with nothing in it. */
export function NewDeskPage() {
  const { t } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [keyChosen, setKeyChosen] = useState(false);
  const form = useServerForm<NewDesk, Desk>({
    initialValues: { name: { ko: "", en: "" }, description: { ko: "", en: "" }, key: "", template: "it" },
    validate: ({ name, key }) => ({
      ...(isBlank(name) ? { name: t`Enter a name in at least one language.` } : {}),
      ...(/^[A-Z][A-Z0-9]{1,9}$/.test(key)
        ? {}
        : { key: t`Use 2 to 10 capital letters or digits, starting with a letter.` }),
    }),
    send: ({ template, description, ...desk }) =>
      answer(
        api.POST("/api/desks", {
          body: {
            ...desk,
            description: isBlank(description) ? undefined : description,
            template: template === "empty" ? undefined : template,
          },
        }),
      ),
    onSent: async ({ key }) => {
      await client.invalidateQueries({ queryKey: deskQueries.all });
      await navigate({ to: "/admin/desks/$deskKey/members", params: { deskKey: key } });
    },
  });

  const nameInputs = {
    ...form,
    getInputProps: (path: string) => {
      const props = form.getInputProps(path);
      if (path !== "name.en" && path !== "name.ko") return props;
      return {
        ...props,
        onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
          const text = event.currentTarget.value;
          props.onChange(event);
          const other = path === "name.en" ? "" : form.getValues().name.en;
          if (!keyChosen && !other) form.setFieldValue("key", deskKeyFrom(text));
        },
      };
    },
  };
  const example = form.values.key || "IT";

  return (
    <>
      <PageHeader title={t`Add a desk`} />
      <FormSheet
        form={form}
        label={t`Add a desk`}
        maw={760}
        cancel={(props) => <Link to="/admin/desks" {...props} />}
        submit={<Trans>Add</Trans>}
      >
        <LocalizedInput
          form={nameInputs}
          path="name"
          label={t`Name`}
          required
          maxLength={100}
          placeholders={{ ko: "인사 지원", en: "People services" }}
        />
        <LocalizedInput
          form={form}
          path="description"
          label={t({ message: "Description", context: "administration" })}
          description={t`One line on the portal that says what this desk helps with.`}
          multiline
          maxLength={500}
        />
        <TextInput
          {...form.getInputProps("key")}
          onChange={(event) => {
            setKeyChosen(event.currentTarget.value !== "");
            form.setFieldValue("key", event.currentTarget.value.toUpperCase());
          }}
          label={t`Key`}
          description={t`Begins the number of every ticket, such as ${example}-1. It cannot be changed later.`}
          required
          maxLength={10}
          maw={340}
          autoComplete="off"
        />
        <Radio.Group {...form.getInputProps("template")} label={t`Begin with`}>
          <SimpleGrid cols={{ base: 1, xs: 2 }} mt={4}>
            <Radio.Card value="it" className={classes.template}>
              <Radio.Indicator />
              <Stack gap={2}>
                <Text fw={600}>
                  <Trans>The IT template</Trans>
                </Text>
                <Text size="sm" c="dimmed">
                  <Trans>
                    Request types with forms for hardware, software, access and accounts, and for incidents,
                    problems and changes, in Korean and English.
                  </Trans>
                </Text>
              </Stack>
            </Radio.Card>
            <Radio.Card value="empty" className={classes.template}>
              <Radio.Indicator />
              <Stack gap={2}>
                <Text fw={600}>
                  <Trans>An empty desk</Trans>
                </Text>
                <Text size="sm" c="dimmed">
                  <Trans>Standard workflows and no request types: you add your own.</Trans>
                </Text>
              </Stack>
            </Radio.Card>
          </SimpleGrid>
        </Radio.Group>
      </FormSheet>
    </>
  );
}
