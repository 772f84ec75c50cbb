package io.maru.people.web;

import io.maru.people.CurrentPerson;
import io.maru.people.SignInRequired;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers who is calling: a {@link CurrentPerson}, or {@link SignedIn} where the way of signing in matters. */
class CurrentPersonArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == CurrentPerson.class || parameter.getParameterType() == SignedIn.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (!(request.getAttribute(SignedIn.class.getName(), RequestAttributes.SCOPE_REQUEST)
                instanceof SignedIn signedIn)) {
            throw new SignInRequired();
        }
        return parameter.getParameterType() == SignedIn.class ? signedIn : signedIn.getPrincipal();
    }
}
