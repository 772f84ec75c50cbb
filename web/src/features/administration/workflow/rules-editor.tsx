import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Paper, Select, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconChevronDown, IconChevronRight, IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { Rule, RuleKind, RuleType, Transition } from "./definition";
import { useDesign } from "./design";
import classes from "./designer.module.css";
import { RuleParameterInput } from "./rule-parameter-input";
import { asksFor, RuleSentence } from "./rule-sentence";

const kinds: Readonly<Record<RuleKind, RuleType["kind"]>> = {
  conditions: "condition",
  validators: "validator",
  postFunctions: "post_function",
};

interface RulesEditorProps {
  transition: Transition;
  kind: RuleKind;
  problems: ReadonlyArray<{ member: string; message: string }>;
  onChange: (change: Partial<Transition>, part?: string) => void;
}

/** The rules of one kind that a transition has: sentences that open into their inputs. */
export function RulesEditor({ transition, kind, problems, onChange }: RulesEditorProps) {
  const { t } = useLingui();
  const { ruleTypes } = useDesign();
  const [opened, setOpened] = useState<number | null>(null);
  const words = {
    conditions: {
      title: t`Conditions`,
      help: t`The transition is offered only when all of them hold.`,
      add: t`Add a condition`,
    },
    validators: {
      title: t`Validators`,
      help: t`What the ticket must be like with what was entered.`,
      add: t`Add a validator`,
    },
    postFunctions: {
      title: t`Post-functions`,
      help: t`What else changes, in this order.`,
      add: t`Add a post-function`,
    },
  }[kind];
  const rules = transition[kind];
  const types = ruleTypes.filter((type) => type.kind === kinds[kind]);
  const replace = (next: Rule[], part?: string) => onChange({ [kind]: next }, part);
  const general = problems.filter(({ member }) => member === kind);

  return (
    <div>
      <Title order={3} size="h4">
        {words.title}
      </Title>
      <Text size="xs" c="dimmed" mb={6}>
        {words.help}
      </Text>
      {rules.length > 0 && (
        <Stack component="ul" gap={6} mb={6} className={classes.rules} aria-label={words.title}>
          {rules.map((rule, position) => {
            const type = types.find(({ key }) => key === rule.type);
            const at = `${kind}/${position}/`;
            const wrong = problems.filter(({ member }) => member.startsWith(at));
            const shown = opened === position || wrong.length > 0;
            const change = (name: string, value: unknown) => {
              const parameters = { ...rule.parameters, [name]: value };
              if (value === null || value === undefined || value === "") delete parameters[name];
              for (const parameter of type?.parameters ?? [])
                if (!asksFor(parameter, parameters)) delete parameters[parameter.name];
              // What was meant for one field makes no sense for another.
              if (name === "field" && rule.parameters.field !== value) delete parameters.value;
              replace(
                rules.map((one, index) => (index === position ? { ...one, parameters } : one)),
                `${at}${name}`,
              );
            };
            return (
              <Paper component="li" key={position} p="xs">
                <div className={classes.rule}>
                  <UnstyledButton
                    className={classes.ruleToggle}
                    aria-expanded={shown}
                    onClick={() => setOpened(opened === position ? null : position)}
                  >
                    {wrong.length > 0 ? (
                      <IconAlertTriangle size={16} className={classes.wrong} aria-hidden />
                    ) : shown ? (
                      <IconChevronDown size={16} aria-hidden />
                    ) : (
                      <IconChevronRight size={16} aria-hidden />
                    )}
                    <RuleSentence rule={rule} type={type} />
                  </UnstyledButton>
                  <ActionIcon
                    aria-label={t`Remove this rule`}
                    onClick={() => {
                      setOpened(null);
                      replace(rules.filter((_, index) => index !== position));
                    }}
                  >
                    <IconX size={16} />
                  </ActionIcon>
                </div>
                {shown && (
                  <Stack gap="xs" pt="xs">
                    {type && (
                      <Text size="xs" c="dimmed">
                        {type.help}
                      </Text>
                    )}
                    {type?.parameters
                      .filter((parameter) => asksFor(parameter, rule.parameters))
                      .map((parameter) => (
                        <RuleParameterInput
                          key={parameter.name}
                          parameter={parameter}
                          rule={rule}
                          error={
                            wrong
                              .filter(({ member }) => member.startsWith(`${at}parameters/${parameter.name}`))
                              .map(({ message }) => message)
                              .join(" ") || undefined
                          }
                          onChange={(value) => change(parameter.name, value)}
                        />
                      ))}
                    {wrong
                      .filter(({ member }) => !member.startsWith(`${at}parameters/`))
                      .map(({ message }) => (
                        <Text key={message} size="sm" c="var(--mantine-color-error)">
                          {message}
                        </Text>
                      ))}
                  </Stack>
                )}
              </Paper>
            );
          })}
        </Stack>
      )}
      {general.map(({ message }) => (
        <Text key={message} size="sm" c="var(--mantine-color-error)" mb={4}>
          {message}
        </Text>
      ))}
      <Select
        aria-label={words.add}
        placeholder={words.add}
        size="sm"
        searchable
        value={null}
        data={types.map((type) => ({ value: type.key, label: type.name }))}
        onChange={(type) => {
          if (!type) return;
          setOpened(rules.length);
          replace([...rules, { type, parameters: {} }]);
        }}
      />
    </div>
  );
}
