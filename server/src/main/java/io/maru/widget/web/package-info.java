@NullMarked
package io.maru.widget.web;

import org.jspecify.annotations.NullMarked;
