@NullMarked
package io.maru.automation.web;

import org.jspecify.annotations.NullMarked;
