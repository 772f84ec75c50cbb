@NullMarked
package io.maru.portal.web;

import org.jspecify.annotations.NullMarked;
