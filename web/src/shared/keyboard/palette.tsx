import { useLingui } from "@lingui/react/macro";
import { useDebouncedValue } from "@mantine/hooks";
import type { SpotlightActionData } from "@mantine/spotlight";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import "@mantine/spotlight/styles.css";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { groupBy } from "../group-by";
import type { Command } from "./commands";
import { useContributedCommands } from "./commands";

const [store, spotlight] = createSpotlight();

function actionOf(command: Command, fallbackGroup: string): SpotlightActionData & { group: string } {
  return {
    id: command.id,
    label: command.label,
    description: command.description,
    leftSection: command.icon,
    keywords: command.keywords,
    group: command.group ?? fallbackGroup,
    onClick: command.run,
  };
}

export default function Palette({ asked }: { asked: number }) {
  const { t } = useLingui();
  const [query, setQuery] = useState("");
  const [settled] = useDebouncedValue(query.trim(), 180);
  const { commands, sources } = useContributedCommands();
  const { data: found = [], isPlaceholderData: foundBefore } = useQuery({
    // What is likely wanted is another thing each time the palette opens.
    queryKey: ["command-palette", settled, settled === "" ? asked : undefined],
    enabled: settled.length !== 1 && sources.length > 0,
    queryFn: async () => (await Promise.all(sources.map((source) => source(settled)))).flat(),
    placeholderData: (previous) => previous,
  });
  useEffect(() => {
    spotlight.open();
  }, [asked]);

  const wanted = query.trim().toLocaleLowerCase();
  const matching = commands.filter((command) =>
    `${command.label} ${command.keywords ?? ""}`.toLocaleLowerCase().includes(wanted),
  );
  const likely = wanted === "" && settled === "" && !foundBefore ? found : [];
  const grouped = groupBy(
    [
      ...likely.map((command) => actionOf(command, t`Found`)),
      ...matching.map((command) => actionOf(command, t`Go to`)),
      ...(wanted.length > 1 ? found.map((command) => actionOf(command, t`Found`)) : []),
    ],
    ({ group }) => group,
  );

  return (
    <Spotlight
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      centered={false}
      yOffset="12vh"
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      scrollable
      maxHeight={420}
      filter={(_, actions) => actions}
      actions={[...grouped].map(([group, actions]) => ({
        group,
        actions: actions.map(({ group: _group, ...action }) => action),
      }))}
      nothingFound={t`Nothing found`}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t`Type a command or search…`,
        "aria-label": t`Command palette`,
      }}
    />
  );
}
