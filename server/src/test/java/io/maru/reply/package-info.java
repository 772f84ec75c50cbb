@NullMarked
package io.maru.reply;

import org.jspecify.annotations.NullMarked;
