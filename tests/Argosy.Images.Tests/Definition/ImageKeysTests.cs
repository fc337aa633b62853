using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Tests.Definition;

/// <summary>Ports, volumes, signals, health checks, users, capabilities, certificates and locales.</summary>
public sealed class ImageKeysTests
{
    private const string Schema = "image.schema.json";

    public static TheoryData<string> Valid => new()
    {
        "ports: [8080, 53/udp, 443/tcp]",
        "volumes: [/var/lib/x]",
        "stop-signal: SIGRTMIN+3",
        "stop-signal: 15",
        "health-check: {command: [/bin/true], interval: 5, timeout: 1, retries: 2, start-period: 0}",
        "users: [{name: app, id: 10001, group: staff, groups: [tty], home: /srv, shell: /bin/sh, comment: An app}]",
        "groups: [{name: _x, id: 5}, {name: y}]",
        "alternatives: {awk: /usr/bin/mawk}",
        "ca-certificates: true",
        "ca-certificates: [images/x/ca.pem]",
        "ld-cache: false",
        "locale: de_DE.UTF-8",
        "locale: C.UTF-8",
        "capabilities: {/usr/bin/ping: cap_net_raw+ep}",
        "finish: emulated",
        "files: [{text: x, destination: /a, mode: 4755, owner: redis, group: 100, capabilities: cap_chown=p}]",
        "architectures: {x64: {ports: [1]}}",
    };

    public static TheoryData<string, string> Invalid => new()
    {
        { "ports: [0]", "ARG0451 image.yaml:2: '0' can't be a port." },
        { "ports: [65536/tcp]", "ARG0451 image.yaml:2: '65536/tcp' can't be a port." },
        { "ports: [80/icmp]", "ARG0451 image.yaml:2: '80/icmp' can't be a port." },
        { "volumes: [data]", "ARG0451 image.yaml:2: 'data' can't be a path in the image." },
        { "stop-signal: SIGNOT", "ARG0451 image.yaml:2: 'SIGNOT' can't be a signal." },
        { "health-check: {command: []}", "ARG0451 image.yaml:2: the command is empty." },
        { "health-check: {command: [a], retries: 0}", "ARG0451 image.yaml:2: retries can't be 0." },
        { "health-check: {command: [a], intervall: 1}",
            "ARG0114 image.yaml:2: unknown key 'intervall'. Did you mean 'interval'?" },
        { "users: [{name: App}]", "ARG0452 image.yaml:2: 'App' can't be a user's or a group's name." },
        { "users: [{name: app, id: 65535}]", "ARG0452 image.yaml:2: 65535 is no number of a user or a group." },
        { "users: [{name: app, home: '/a:b'}]", "ARG0452 image.yaml:2: '/a:b' has a colon" },
        { "users: [{nmae: app}]", "ARG0116 image.yaml:2: key 'name' is missing. Is 'nmae' meant to be 'name'?" },
        { "alternatives: {awk: mawk}", "ARG0454 image.yaml:2: 'mawk' can't be a path in the image." },
        { "ca-certificates: [../ca.pem]", "ARG0402 image.yaml:2: '../ca.pem' isn't a path inside the project." },
        { "locale: german", "ARG0456 image.yaml:2: 'german' can't be a locale." },
        { "capabilities: {/a: net_raw+ep}", "ARG0453 image.yaml:2: 'net_raw+ep' can't be file capabilities." },
        { "finish: emulate", "ARG0458 image.yaml:2: unknown finish 'emulate'. Did you mean 'emulated'?" },
        { "files: [{text: x, destination: /a, owner: Root}]", "ARG0457 image.yaml:2: 'Root' can't be an owner." },
        { "files: [{link: x, destination: /a, capabilities: cap_chown=p}]",
            "ARG0404 image.yaml:2: a link has neither mode nor capabilities." },
        { "packages: []", "ARG0113" },
        { "architectures: {x64: {extends: b}}", "ARG0114 image.yaml:2: unknown key 'extends'." },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void The_reader_and_the_editors_schema_accept_a_right_value(string yaml)
    {
        Images.Define($"packages: [libc6]\n{yaml}").ShouldNotBeNull();
        EditorSchema.Errors(Schema, $"packages: [libc6]\n{yaml}").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_error_has_its_line_and_its_remedy(string yaml, string message)
    {
        Should.Throw<ArgosyException>(() => Images.Define($"packages: [libc6]\n{yaml}")).Message
            .ShouldStartWith(message);
        // A duplicate key is valid for the schema's parser.
        if (!message.StartsWith("ARG0113"))
            EditorSchema.Errors(Schema, $"packages: [libc6]\n{yaml}").ShouldNotBeEmpty();
    }

    [Fact]
    public void An_unknown_capability_suggests_the_nearest_one() => Should
        .Throw<ArgosyException>(() => Images.Define("packages: [libc6]\ncapabilities: {/a: cap_net_rew+ep}")).Message
        .ShouldBe("ARG0453 image.yaml:2: unknown capability 'cap_net_rew'. Did you mean 'cap_net_raw'?");

    [Fact]
    public void Two_users_of_one_name_are_an_error() => Should
        .Throw<ArgosyException>(() => Images.Define("packages: [libc6]\nusers: [{name: a}, {name: a}]")).Message
        .ShouldStartWith("ARG0452 image.yaml:2: duplicate name 'a'.");

    [Fact]
    public void A_locale_is_also_a_variable_unless_another_is_set()
    {
        Images.Define("packages: [libc6]\nlocale: de_DE.UTF-8").Settings.Env.ShouldBe([new("LANG", "de_DE.UTF-8")]);
        Images.Define("packages: [libc6]\nlocale: de_DE.UTF-8\nenv: {LANG: C}").Settings.Env
            .ShouldBe([new("LANG", "C")]);
    }

    [Fact]
    public void A_mode_of_four_digits_has_set_id_bits() =>
        Images.Define("packages: [libc6]\nfiles: [{text: x, destination: /a, mode: 6755}]").Files[0].Mode
            .ShouldBe(UnixFileMode.SetUser | UnixFileMode.SetGroup | (UnixFileMode)0b111_101_101);
}
