@NullMarked
package io.maru.ticket.web;

import org.jspecify.annotations.NullMarked;
