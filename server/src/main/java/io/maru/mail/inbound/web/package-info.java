/** Mails that come, over HTTP. */
@NullMarked
package io.maru.mail.inbound.web;

import org.jspecify.annotations.NullMarked;
