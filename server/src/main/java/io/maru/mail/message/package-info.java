/**
 * What a mail says, read from its bytes: who wrote what to whom, which parts of it are new, and what programs mark it with. Mails
 * are broken in every way there is; what comes out is either something to work with or the reason why not.
 */
@NullMarked
package io.maru.mail.message;

import org.jspecify.annotations.NullMarked;
