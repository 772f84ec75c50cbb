@NullMarked
package io.maru.calendar;

import org.jspecify.annotations.NullMarked;
