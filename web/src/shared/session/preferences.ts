import { useMantineColorScheme } from "@mantine/core";
import { useLingui } from "@lingui/react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answer, api } from "../api/client";
import { toast } from "../feedback/toast";
import type { Language } from "../i18n/language";
import { isLanguage, speak } from "../i18n/language";
import type { Theme } from "./session";
import { rememberSession, sessionQuery, useOptionalSession } from "./session";

interface Preferences {
  theme: Theme;
  language: Language;
}

/** The person's language and appearance; a choice shows at once and is kept with the person. */
export function usePreferences(): Preferences & { choose: (wanted: Partial<Preferences>) => void } {
  const client = useQueryClient();
  const { i18n } = useLingui();
  const session = useOptionalSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();

  async function keep(wanted: Partial<Preferences>) {
    const before = client.getQueryData(sessionQuery.queryKey);
    if (!before) return;
    rememberSession(client, { ...before, person: { ...before.person, ...wanted } });
    try {
      const person = await answer(api.PATCH("/api/me", { body: wanted }));
      const now = client.getQueryData(sessionQuery.queryKey);
      if (now) rememberSession(client, { ...now, person: { ...now.person, ...person } });
    } catch (failure) {
      toast.failed(failure);
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    }
  }

  return {
    theme: session?.person.theme ?? (colorScheme === "auto" ? "system" : colorScheme),
    language: isLanguage(i18n.locale) ? i18n.locale : "en",
    choose(wanted) {
      if (wanted.language) void speak(wanted.language);
      if (wanted.theme) setColorScheme(wanted.theme === "system" ? "auto" : wanted.theme);
      void keep(wanted);
    },
  };
}

/** Follows the signed-in person's language and appearance. Mounted once, at the root. */
export function useFollowPreferences(): void {
  const person = useOptionalSession()?.person;
  const { setColorScheme } = useMantineColorScheme();
  const language = person?.language;
  const theme = person?.theme;
  useEffect(() => {
    if (isLanguage(language)) void speak(language);
  }, [language]);
  useEffect(() => {
    if (theme) setColorScheme(theme === "system" ? "auto" : theme);
  }, [theme]); // eslint-disable-line react-hooks/exhaustive-deps -- only a change of the person's choice counts
}
