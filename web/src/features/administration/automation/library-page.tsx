import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import {
  Anchor,
  Badge,
  Button,
  Chip,
  Group,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { IconBooks, IconSearch } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api, idempotencyKey } from "@/shared/api/client";
import { freshKey } from "@/shared/api/idempotency";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { inLanguage } from "../localized";
import type { ReadyRule } from "./queries";
import { automationQueries } from "./queries";
import { RulesFrame } from "./rules-page";
import { libraryWords, triggerWords } from "./words";

type Category = keyof typeof libraryWords;

/** Ready rules: each is made a draft, to be adapted, tried and published. */
export function LibraryPage({ deskKey }: { deskKey: string | null }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const { language } = useFormats();
  const library = useQuery(automationQueries.library(deskKey));
  const [sought, setSought] = useState("");
  const [category, setCategory] = useState<Category | "all">("all");
  const words = sought.trim().toLowerCase().split(/\s+/);
  const found = (library.data ?? []).filter((rule) => {
    const said = `${inLanguage(rule.name, language)} ${rule.description}`.toLowerCase();
    return (category === "all" || rule.category === category) && words.every((word) => said.includes(word));
  });
  return (
    <RulesFrame deskKey={deskKey} actions={null}>
      <Anchor
        size="sm"
        renderRoot={(props) =>
          deskKey === null ? (
            <Link to="/admin/automation" {...props} />
          ) : (
            <Link to="/admin/desks/$deskKey/automation" params={{ deskKey }} {...props} />
          )
        }
      >
        <Trans>All rules</Trans>
      </Anchor>
      <Title order={2} mt="xs">
        <Trans>Library of rules</Trans>
      </Title>
      <Text c="dimmed" mb="md" maw={720}>
        <Trans>Take one as a draft, adapt it, try it on a ticket, and publish it.</Trans>
      </Text>
      <Stack gap="sm" mb="md">
        <TextInput
          type="search"
          aria-label={t`Search the library`}
          placeholder={t`Search the library`}
          maw={420}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={sought}
          onChange={({ currentTarget }) => setSought(currentTarget.value)}
        />
        <Chip.Group value={category} onChange={(next) => setCategory(next as Category | "all")}>
          <Group gap="xs" role="group" aria-label={t`Category`}>
            <Chip value="all">{t`All`}</Chip>
            {Object.entries(libraryWords).map(([key, label]) => (
              <Chip key={key} value={key}>
                {i18n._(label)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Stack>
      {library.error && !library.data ? (
        <LoadFailure failure={library.error} onRetry={() => void library.refetch()} />
      ) : library.data === undefined ? (
        <TextSkeleton lines={6} />
      ) : found.length === 0 ? (
        <EmptyState icon={<IconBooks size={26} />} title={t`Nothing found`}>
          <Trans>Search for other words, or look in all categories.</Trans>
        </EmptyState>
      ) : (
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" maw={1100}>
          {found.map((rule) => (
            <ReadyRuleCard key={rule.key} deskKey={deskKey} rule={rule} />
          ))}
        </SimpleGrid>
      )}
    </RulesFrame>
  );
}

function ReadyRuleCard({ deskKey, rule }: { deskKey: string | null; rule: ReadyRule }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const { language } = useFormats();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [key] = useState(freshKey);
  const [busy, setBusy] = useState(false);
  const name = inLanguage(rule.name, language);
  const trigger = i18n._(triggerWords[rule.definition.trigger.type]);
  const heading = `ready-${rule.key}`;

  async function use() {
    setBusy(true);
    try {
      const made = await answer(
        api.POST("/api/automation/rules", {
          headers: idempotencyKey(key),
          body: { deskKey, name: rule.name, definition: rule.definition },
        }),
      );
      await client.invalidateQueries({ queryKey: automationQueries.rules(deskKey).queryKey });
      await (deskKey === null
        ? navigate({ to: "/admin/automation/$ruleId", params: { ruleId: made.id } })
        : navigate({ to: "/admin/desks/$deskKey/automation/$ruleId", params: { deskKey, ruleId: made.id } }));
    } catch (failure) {
      toast.failed(failure);
      setBusy(false);
    }
  }

  return (
    <Paper component="section" p="md" aria-labelledby={heading}>
      <Stack gap="xs" h="100%">
        <Title order={3} size="h4" id={heading}>
          {name}
        </Title>
        <Text size="sm">{rule.description}</Text>
        <Group justify="space-between" mt="auto">
          <Badge variant="light" color="gray" tt="none">
            <Trans>When {trigger}</Trans>
          </Badge>
          <Button
            size="xs"
            variant="default"
            loading={busy}
            aria-label={t`Use this rule: ${name}`}
            onClick={() => void use()}
          >
            <Trans>Use this rule</Trans>
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
