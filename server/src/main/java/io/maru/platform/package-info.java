/**
 * What every module stands on and no business word: failures and their answers as problem+json, texts in two languages,
 * rich text, paging, idempotent creates, the clock, messages between servers and caches that follow them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.maru.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
