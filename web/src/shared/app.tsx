import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { MantineProvider } from "@mantine/core";
import "@mantine/core/styles.css";
import type { QueryClient } from "@tanstack/react-query";
import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Suspense } from "react";
import { Questions } from "./feedback/confirm";
import { TimeZoneContext } from "./i18n/formats";
import { browserTimeZone } from "./i18n/time-zone";
import { preloaded } from "./preloaded";
import { useFollowPreferences } from "./session/preferences";
import { useOptionalSession } from "./session/session";
import { colorSchemeManager } from "./theme/color-scheme";
import "./theme/global.css";
import { cssVariables, theme } from "./theme/theme";

const Messages = preloaded(() => import("./feedback/messages"));

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
            {children}
            <Questions />
            <Suspense>
              <Messages />
            </Suspense>
          </PersonalSettings>
        </MantineProvider>
      </I18nProvider>
    </QueryClientProvider>
  );
}

function PersonalSettings({ children }: { children: ReactNode }) {
  useFollowPreferences();
  const timeZone = useOptionalSession()?.person.timeZone ?? browserTimeZone();
  return <TimeZoneContext value={timeZone}>{children}</TimeZoneContext>;
}
