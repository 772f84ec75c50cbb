/** How Maru signs in to the mail servers that mails come from and leave by. */
@NullMarked
package io.maru.mail.account;

import org.jspecify.annotations.NullMarked;
