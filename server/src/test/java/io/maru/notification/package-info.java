@NullMarked
package io.maru.notification;

import org.jspecify.annotations.NullMarked;
