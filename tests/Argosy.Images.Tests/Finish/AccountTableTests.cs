using Argosy.Images.Finish;

namespace Argosy.Images.Tests.Finish;

public sealed class AccountTableTests
{
    private const string Passwd = "root:*:0:0:root:/root:/bin/bash\nman:*:6:12:man:/var/cache/man:/usr/sbin/nologin\n";
    private const string Group = "root:*:0:\nman:*:12:\nusers:*:100:\n";
    private readonly AccountTable _accounts = new(Passwd, Group);

    [Fact]
    public void A_users_own_group_has_its_number_where_both_are_free()
    {
        // 100 is a group already.
        _accounts.AddUser(User("redis"), IdRange.System).ShouldBe(101);
        _accounts.FindGroup("redis").ShouldBe(101);
        _accounts.AddUser(User("app"), IdRange.Normal).ShouldBe(1000);
        _accounts.AddUser(User("other", group: "users"), IdRange.System).ShouldBe(100);
    }

    [Fact]
    public void A_user_that_is_there_is_not_added_again()
    {
        _accounts.AddUser(User("man"), IdRange.System).ShouldBe(6);
        _accounts.Passwd(shadowed: false).ShouldBe(Passwd);
        _accounts.Group(shadowed: false).ShouldBe(Group);
    }

    [Fact]
    public void A_reserved_number_is_left_to_its_owner()
    {
        _accounts.Reserve([101]);
        _accounts.AddUser(User("a"), IdRange.System).ShouldBe(102);
        _accounts.AddUser(User("b", id: 101), IdRange.System).ShouldBe(101);
    }

    [Fact]
    public void Passwords_are_in_files_of_their_own_if_they_are_shadowed()
    {
        _accounts.AddUser(User("redis"), IdRange.System);
        _accounts.TryAddMember("users", "redis").ShouldBeTrue();
        _accounts.TryAddMember("nobody", "redis").ShouldBeFalse();
        _accounts.Passwd(shadowed: true).ShouldBe(
            "root:x:0:0:root:/root:/bin/bash\nman:x:6:12:man:/var/cache/man:/usr/sbin/nologin\n"
            + "redis:x:101:101::/nonexistent:/usr/sbin/nologin\n");
        _accounts.Shadow(19000).ShouldBe(
            "root:*:19000:0:99999:7:::\nman:*:19000:0:99999:7:::\nredis:!:19000::::::\n");
        _accounts.Group(shadowed: true).ShouldBe("root:x:0:\nman:x:12:\nusers:x:100:redis\nredis:x:101:\n");
        _accounts.GroupShadow().ShouldBe("root:*::\nman:*::\nusers:*::redis\nredis:!::\n");
    }

    private static NewUser User(string name, int? id = null, string? group = null) =>
        new(name, id, group, "", "/nonexistent", "/usr/sbin/nologin");
}
