@NullMarked
package io.maru.sla.web;

import org.jspecify.annotations.NullMarked;
