import { useLingui } from "@lingui/react/macro";
import { Group, Kbd, Modal, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { groupBy } from "../group-by";
import { useActiveShortcuts, useShortcuts } from "./shortcuts";

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** `?` lists the keys that work on this page. */
export function HelpSheet() {
  const { t } = useLingui();
  const [opened, setOpened] = useState(false);
  useShortcuts([
    { keys: "?", label: t`Show keyboard shortcuts`, group: t`General`, run: () => setOpened(true) },
  ]);
  const groups = groupBy(
    useActiveShortcuts().filter(({ hidden }) => !hidden),
    ({ group }) => group,
  );
  return (
    <Modal
      opened={opened}
      onClose={() => setOpened(false)}
      title={t`Keyboard shortcuts`}
      closeButtonProps={{ "aria-label": t`Close` }}
    >
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
    </Modal>
  );
}
