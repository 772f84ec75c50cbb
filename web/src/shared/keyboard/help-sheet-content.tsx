import { useLingui } from "@lingui/react/macro";
import { Group, Kbd, Stack, Text, Title } from "@mantine/core";
import { Dialog } from "../feedback/dialog";
import { groupBy } from "../group-by";
import { useActiveShortcuts } from "./shortcuts";

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

export default function HelpSheetContent({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const groups = groupBy(
    useActiveShortcuts().filter(({ hidden }) => !hidden),
    ({ group }) => group,
  );
  return (
    <Dialog opened onClose={onClose} title={t`Keyboard shortcuts`}>
      <Stack gap="lg">
        {[...groups].map(([group, shortcuts]) => (
          <section key={group}>
            <Title order={3} size="h4" mb="xs">
              {group}
            </Title>
            <Stack gap={6}>
              {[...new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut])).values()].map(
                ({ keys, label }) => (
                  <Group key={keys} justify="space-between" wrap="nowrap">
                    <Text>{label}</Text>
                    <span>
                      {keys.split("+").map((key) => (
                        <Kbd key={key} ml={4}>
                          {key === "mod"
                            ? isMac
                              ? "⌘"
                              : "Ctrl"
                            : key.length === 1
                              ? key.toUpperCase()
                              : key}
                        </Kbd>
                      ))}
                    </span>
                  </Group>
                ),
              )}
            </Stack>
          </section>
        ))}
      </Stack>
    </Dialog>
  );
}
