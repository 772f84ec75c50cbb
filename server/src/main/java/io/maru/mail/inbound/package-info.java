/** Mails that come: kept first, then understood, then filed on tickets, each once. */
@NullMarked
package io.maru.mail.inbound;

import org.jspecify.annotations.NullMarked;
