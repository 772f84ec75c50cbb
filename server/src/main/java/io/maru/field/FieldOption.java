package io.maru.field;

import io.maru.platform.LocalizedText;

/**
 * One choice of a choice field.
 *
 * @param active a disabled option cannot be chosen any more; old answers keep it and show its name
 */
public record FieldOption(String key, LocalizedText name, boolean active) {}
