@NullMarked
package io.maru.attachment.web;

import org.jspecify.annotations.NullMarked;
