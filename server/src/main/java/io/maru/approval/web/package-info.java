@NullMarked
package io.maru.approval.web;

import org.jspecify.annotations.NullMarked;
