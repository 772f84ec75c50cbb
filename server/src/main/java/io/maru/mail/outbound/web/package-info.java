/** Mails that leave, over HTTP. */
@NullMarked
package io.maru.mail.outbound.web;

import org.jspecify.annotations.NullMarked;
