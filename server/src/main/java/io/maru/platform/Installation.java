package io.maru.platform;

import java.time.ZoneId;

/** What the set-up wizard was told about this installation as a whole. */
public record Installation(String organisationName, Language defaultLanguage, ZoneId defaultTimeZone) {}
