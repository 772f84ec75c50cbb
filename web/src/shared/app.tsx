import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { useLingui } from "@lingui/react/macro";
import { MantineProvider } from "@mantine/core";
import "@mantine/core/styles.css";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import "@mantine/notifications/styles.css";
import type { QueryClient } from "@tanstack/react-query";
import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { TimeZoneContext } from "./i18n/formats";
import { browserTimeZone } from "./i18n/time-zone";
import { useFollowPreferences } from "./session/preferences";
import { useOptionalSession } from "./session/session";
import { colorSchemeManager } from "./theme/color-scheme";
import "./theme/global.css";
import { cssVariables, theme } from "./theme/theme";

/** Everything a screen may rely on: texts, theme, server state, dialogs, messages. */
export function AppProviders({ queryClient, children }: { queryClient: QueryClient; children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <I18nProvider i18n={i18n}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables}
          colorSchemeManager={colorSchemeManager}
          defaultColorScheme="auto"
        >
          <PersonalSettings>
            <Messages />
            {children}
          </PersonalSettings>
        </MantineProvider>
      </I18nProvider>
    </QueryClientProvider>
  );
}

function PersonalSettings({ children }: { children: ReactNode }) {
  useFollowPreferences();
  const timeZone = useOptionalSession()?.person.timeZone ?? browserTimeZone();
  const { t } = useLingui();
  return (
    <TimeZoneContext value={timeZone}>
      <ModalsProvider modalProps={{ closeButtonProps: { "aria-label": t`Close` } }}>
        {children}
      </ModalsProvider>
    </TimeZoneContext>
  );
}

function Messages() {
  const { t } = useLingui();
  return (
    <Notifications
      position="bottom-center"
      limit={4}
      role="status"
      aria-live="polite"
      aria-label={t`Messages`}
    />
  );
}
