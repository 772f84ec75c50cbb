/** Mails that leave: kept until the server they leave by has taken them. */
@NullMarked
@NamedInterface("outbound")
package io.maru.mail.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
