@NullMarked
package io.maru.approval;

import org.jspecify.annotations.NullMarked;
