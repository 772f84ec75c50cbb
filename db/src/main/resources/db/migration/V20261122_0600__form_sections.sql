-- A form has sections; sections and fields may depend on the answers. A condition is an expression, and missing where
-- nothing depends. What a form says of a field that is kept from the person is its preset value.
create table field.form_section (
    form_id        bigint   not null references field.form,
    position       int      not null,
    title          jsonb    not null default '{}',
    help           jsonb    not null default '{}',
    columns        smallint not null default 1 check (columns in (1, 2)),
    visible_when   text,
    required_when  text,
    read_only_when text,
    primary key (form_id, position)
);

insert into field.form_section (form_id, position)
select id, 0 from field.form;

alter table field.form_field
    add column section        int not null default 0,
    add column visible_when   text,
    add column required_when  text,
    add column read_only_when text,
    add column preset_value   jsonb,
    add foreign key (form_id, section) references field.form_section (form_id, position);
alter table field.form_field alter column section drop default;

-- The forms a request type has had, in their order; those from before they were counted are reached by their tickets only.
create table desk.request_type_form (
    request_type_id bigint not null references desk.request_type,
    number          int    not null,
    form_id         bigint not null unique references field.form,
    primary key (request_type_id, number)
);

insert into desk.request_type_form (request_type_id, number, form_id)
select id, 1, form_id from desk.request_type;
