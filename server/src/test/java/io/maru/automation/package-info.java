@NullMarked
package io.maru.automation;

import org.jspecify.annotations.NullMarked;
