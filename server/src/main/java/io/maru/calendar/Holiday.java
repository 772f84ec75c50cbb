package io.maru.calendar;

import io.maru.platform.LocalizedText;
import java.time.LocalDate;

/**
 * A day of a holiday set.
 *
 * @param rule why it falls on this day, so that people can check it
 */
public record Holiday(LocalDate date, LocalizedText name, LocalizedText rule) {}
