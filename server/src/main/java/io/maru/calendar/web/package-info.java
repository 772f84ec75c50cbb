@NullMarked
package io.maru.calendar.web;

import org.jspecify.annotations.NullMarked;
