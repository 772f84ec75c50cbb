@NullMarked
package io.maru.mail.inbound;

import org.jspecify.annotations.NullMarked;
