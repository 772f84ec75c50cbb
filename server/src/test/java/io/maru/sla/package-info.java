@NullMarked
package io.maru.sla;

import org.jspecify.annotations.NullMarked;
