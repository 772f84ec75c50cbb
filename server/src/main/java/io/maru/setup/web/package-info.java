@NullMarked
package io.maru.setup.web;

import org.jspecify.annotations.NullMarked;
