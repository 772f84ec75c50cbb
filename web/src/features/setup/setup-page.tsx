import { Trans, useLingui } from "@lingui/react/macro";
import {
  Button,
  Checkbox,
  Group,
  PasswordInput,
  Select,
  Stepper,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { answer, api } from "@/shared/api/client";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { isLanguage, languages, speak } from "@/shared/i18n/language";
import { browserTimeZone, timeZones } from "@/shared/i18n/time-zone";
import { BarePage } from "@/shared/layout/bare-page";
import { rememberSession } from "@/shared/session/session";
import { shortestPassword } from "@/shared/session/new-password";
import { setUpQuery } from "@/shared/session/set-up";

interface SetUpAnswers extends Record<string, unknown> {
  organisationName: string;
  timeZone: string;
  administrator: { displayName: string; email: string; password: string };
  repeatedPassword: string;
  withDesk: boolean;
  firstDesk: { name: string; key: string };
}

const stepOf = (path: string): number =>
  path.startsWith("administrator") || path === "repeatedPassword" ? 1 : path.startsWith("firstDesk") ? 2 : 0;

/** The first visit: organisation, administrator, first desk. */
export function SetUpPage() {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [step, setStep] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);

  function problems(values: SetUpAnswers): Record<string, string> {
    const { administrator, firstDesk } = values;
    const found: Record<string, string> = {};
    if (values.organisationName.trim() === "") found.organisationName = t`Enter your organisation's name.`;
    if (administrator.displayName.trim() === "") found["administrator.displayName"] = t`Enter your name.`;
    if (!/^\S+@\S+$/.test(administrator.email.trim())) {
      found["administrator.email"] = t`Enter an email address such as name@example.com.`;
    }
    if ([...administrator.password].length < shortestPassword) {
      found["administrator.password"] = t`Use at least ${shortestPassword} characters.`;
    }
    if (administrator.password !== values.repeatedPassword)
      found.repeatedPassword = t`The two passwords differ.`;
    if (values.withDesk) {
      if (firstDesk.name.trim() === "") found["firstDesk.name"] = t`Enter a name for the desk.`;
      if (!/^[A-Z][A-Z0-9]{1,9}$/.test(firstDesk.key)) {
        found["firstDesk.key"] = t`Use 2 to 10 capital letters or digits, starting with a letter.`;
      }
    }
    return found;
  }

  const form = useServerForm<SetUpAnswers, unknown>({
    initialValues: {
      organisationName: "",
      timeZone: browserTimeZone(),
      administrator: { displayName: "", email: "", password: "" },
      repeatedPassword: "",
      withDesk: true,
      firstDesk: { name: t`IT support`, key: "IT" },
    },
    validate: (values) => {
      const found = problems(values);
      const earliest = Math.min(...Object.keys(found).map(stepOf));
      if (earliest < step) setStep(earliest);
      return found;
    },
    send: ({ organisationName, timeZone, administrator, withDesk, firstDesk }) =>
      answer(
        api.POST("/api/setup", {
          body: {
            organisationName,
            administrator,
            language: i18n.locale,
            timeZone,
            firstDesk: withDesk ? { ...firstDesk, template: "it" } : undefined,
          },
        }),
      ),
    onRefused: (placed) => {
      const first = Object.keys(placed)[0];
      if (first !== undefined) setStep(stepOf(first));
    },
    onSent: async () => {
      client.removeQueries({ queryKey: setUpQuery.queryKey });
      rememberSession(client, await answer(api.GET("/api/session")));
      await navigate({ to: "/" });
    },
  });

  useEffect(() => {
    document.title = `${t`Set up Maru`} · Maru`;
  }, [t]);
  useEffect(() => {
    if (step > 0) heading.current?.focus();
  }, [step]);

  function goOn() {
    const blocking = Object.entries(problems(form.values)).filter(([path]) => stepOf(path) === step);
    form.setErrors(Object.fromEntries(blocking));
    const first = blocking[0]?.[0];
    if (first === undefined) setStep(step + 1);
    else form.getInputNode(first)?.focus();
  }

  const titles = [t`Your organisation`, t`Administrator`, t`First service desk`];
  const lastStep = titles.length - 1;

  return (
    <BarePage wide>
      <Text c="dimmed" size="sm">
        <Trans>
          Setting up Maru · step {step + 1} of {titles.length}
        </Trans>
      </Text>
      <Title order={1} mb="md" tabIndex={-1} ref={heading}>
        {titles[step]}
      </Title>
      <Stepper active={step} size="xs" mb="lg" aria-hidden allowNextStepsSelect={false} visibleFrom="xs">
        {titles.map((title) => (
          <Stepper.Step key={title} label={title} tabIndex={-1} />
        ))}
      </Stepper>
      <ServerFormView
        form={form}
        label={titles[step]}
        onSubmit={(event) => {
          if (step === lastStep) return form.submit(event);
          event.preventDefault();
          goOn();
        }}
      >
        {step === 0 && (
          <>
            <TextInput
              {...form.getInputProps("organisationName")}
              label={t`Name of the organisation`}
              description={t`Customers see it at the top of the portal.`}
              required
              autoFocus
              autoComplete="organization"
            />
            <Select
              label={t`Language`}
              description={t`For texts until somebody chooses their own.`}
              data={languages.map(({ value, label }) => ({ value, label }))}
              value={i18n.locale}
              onChange={(language) => {
                if (isLanguage(language)) void speak(language);
              }}
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
          </>
        )}
        {step === 1 && (
          <>
            <Text c="dimmed">
              <Trans>This is you: the first person, who may do everything and invites the others.</Trans>
            </Text>
            <TextInput
              {...form.getInputProps("administrator.displayName")}
              label={t`Your name`}
              required
              autoComplete="name"
            />
            <TextInput
              {...form.getInputProps("administrator.email")}
              label={t`Email`}
              type="email"
              required
              autoComplete="username"
            />
            <PasswordInput
              {...form.getInputProps("administrator.password")}
              label={t`Password`}
              description={t`At least ${shortestPassword} characters. A few words together are easy to remember and hard to guess.`}
              required
              autoComplete="new-password"
              visibilityToggleButtonProps={{ "aria-label": t`Show or hide the password` }}
            />
            <PasswordInput
              {...form.getInputProps("repeatedPassword")}
              label={t`The password again`}
              required
              autoComplete="new-password"
              visibilityToggleButtonProps={{ "aria-label": t`Show or hide the password` }}
            />
          </>
        )}
        {step === 2 && (
          <>
            <Checkbox
              {...form.getInputProps("withDesk", { type: "checkbox" })}
              label={t`Start with an IT desk`}
              description={t`With forms for hardware, software, access and accounts, and with incidents, problems and changes. Everything can be changed later.`}
            />
            {form.values.withDesk && (
              <Group align="flex-start" grow preventGrowOverflow={false}>
                <TextInput
                  {...form.getInputProps("firstDesk.name")}
                  label={t`Name of the desk`}
                  required
                  flex="3 1 220px"
                />
                <TextInput
                  {...form.getInputProps("firstDesk.key")}
                  onChange={(event) =>
                    form.setFieldValue("firstDesk.key", event.currentTarget.value.toUpperCase())
                  }
                  label={t`Key`}
                  description={t`Begins every ticket's number, such as ${form.values.firstDesk.key || "IT"}-1.`}
                  required
                  maxLength={10}
                  flex="2 1 160px"
                />
              </Group>
            )}
          </>
        )}
        <Group justify="space-between" mt="sm">
          <Button
            variant="default"
            onClick={() => setStep(step - 1)}
            style={{ visibility: step === 0 ? "hidden" : undefined }}
          >
            <Trans>Back</Trans>
          </Button>
          <Button type="submit" loading={form.sending}>
            {step === lastStep ? <Trans>Finish</Trans> : <Trans>Next</Trans>}
          </Button>
        </Group>
      </ServerFormView>
    </BarePage>
  );
}
