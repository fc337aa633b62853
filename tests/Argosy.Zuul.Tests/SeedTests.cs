using Argosy.Zuul.Checking;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Tests;

/// <summary>The configuration that the multi-arch report of 2020 prints.</summary>
public sealed class SeedTests
{
    private const string Wallaby = """
        - project-template:
            name: openstack-python3-wallaby-jobs-arm64
            description: |
                Runs unit tests for an OpenStack Python project under the CPython
                version 3 releases designated for testing in the Wallaby release
                on top of ARM64 architecture. This currently runs only a limited
                test set and supplements the python3-wallaby-jobs. And it should
                not be run instead of the default!
            check-arm64:
                jobs:
                    - openstack-tox-py38-arm64:
                        voting: false

        """;

    // As printed, without the settings in between.
    private const string Devstack = """
        - job:
          name: devstack-platform-arm64
          parent: tempest-full-py3
          description: arm64 platform tests
          nodeset: devstack-single-node-arm64
          timeout: 10800
          vars:
            devstack_localrc:
              DEFAULT_IMAGE_NAME: cirros-0.5.2-aarch64-disk
              ENABLE_VOLUME_MULTIATTACH: False
              tempest_concurrency: 4

        """;

    private static string Publish(bool whole) => string.Join('\n',
    [
        "- project-template:", "    name: wheel-mirrors", "    periodic:", "      jobs:",
        .. s_platforms.Where(p => whole || p != "ubuntu-xenial-arm64")
            .Select(p => $"        - publish-wheel-mirror-{p}"),
        "        - release-wheel-mirror:", "            dependencies:",
        .. s_platforms.Select(p => $"              - publish-wheel-mirror-{p}"), "",
    ]);

    private static readonly string[] s_platforms =
    [
        "centos-7", "centos-8", "debian-buster", "ubuntu-focal", "ubuntu-bionic", "ubuntu-xenial",
        "centos-7-arm64", "centos-8-arm64",
        "debian-buster-arm64", "ubuntu-focal-arm64", "ubuntu-bionic-arm64", "ubuntu-xenial-arm64",
    ];

    [Fact]
    public void The_wallaby_template_is_sound() => Faults(Wallaby).ShouldBeEmpty();

    [Fact]
    public void So_is_the_list_of_wheels_to_publish_with_its_release() => Faults(Publish(whole: true)).ShouldBeEmpty();

    [Fact]
    public void A_release_that_waits_for_what_isnt_published_is_told_of() =>
        Faults(Publish(whole: false)).ShouldHaveSingleItem().ShouldStartWith(
            "ARG0668 zuul.yaml:29: 'release-wheel-mirror' waits for 'publish-wheel-mirror-ubuntu-xenial-arm64'");

    [Fact]
    public void The_devstack_job_as_printed_is_refused_at_the_line_where_it_goes_wrong() =>
        Faults(Devstack).ShouldHaveSingleItem().ShouldBe(
            "ARG0644 zuul.yaml:2: the entry 'job' has more than one key: 'name'. "
            + "Indent what belongs to 'job' more deeply than it.");

    [Fact]
    public void Corrected_it_passes() =>
        Faults(Devstack.Replace("\n  ", "\n    ", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void The_drift_of_arm64_jobs_and_arm64_wheels_is_found() => Faults("""
        - nodeset: {name: noble, nodes: [{name: n, label: ubuntu-noble-arm64}]}
        - nodeset: {name: jammy, nodes: [{name: n, label: ubuntu-jammy-arm64}]}
        - job: {name: publish-wheel-mirror-ubuntu-jammy-arm64}
        - job: {name: openstack-tox-py310-arm64, nodeset: jammy}
        - job: {name: openstack-tox-py312-arm64, nodeset: noble}

        """).ShouldHaveSingleItem().ShouldBe(
            "ARG0676 zuul.yaml:5: 'openstack-tox-py312-arm64' runs on ubuntu-noble-arm64, "
            + "for which no 'publish-wheel-mirror-…' job exists. "
            + "Publish wheels for it, or run on ubuntu-jammy-arm64.");

    [Fact]
    public void The_projects_own_configuration_is_sound() =>
        ConfigurationCheck.Run(new(Repository.Root), CancellationToken.None)
            .Findings.ShouldAllBe(f => f.Severity == Severity.Note);

    private static IReadOnlyList<string> Faults(string yaml) =>
        RuleTests.Said(CheckedFolder.Check(yaml).Where(f => f.Severity > Severity.Note));
}
