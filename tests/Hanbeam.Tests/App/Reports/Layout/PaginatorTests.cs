using Hanbeam.App.Reports.Layout;
using Xunit;

namespace Hanbeam.Tests.App.Reports.Layout;

public sealed class PaginatorTests
{
    private static readonly FlowItem Header = Item(10);

    [Fact]
    public void Place_Items_FillPagesAndNeverCrossTheirEnd()
    {
        var pages = Paginator.Place([.. Enumerable.Repeat(Item(30), 7)], 10, 110);
        Assert.Equal([3, 3, 1], pages.Select(page => page.Count));
        Assert.All(pages.SelectMany(page => page), placed => Assert.True(placed.Y >= 10 && placed.Y + placed.Item.Height <= 110));
    }

    [Fact]
    public void Place_Chain_StaysOnOnePage()
    {
        var pages = Paginator.Place([Item(60), Item(20) with { KeepWithNext = true }, Item(30)], 0, 100);
        Assert.Equal([1, 2], pages.Select(page => page.Count));
    }

    [Fact]
    public void Place_ChainHigherThanAPage_IsBrokenWhereItMust()
    {
        var pages = Paginator.Place([.. Enumerable.Repeat(Item(40) with { KeepWithNext = true }, 5)], 0, 100);
        Assert.Equal([2, 2, 1], pages.Select(page => page.Count));
    }

    [Fact]
    public void Place_RowOnANewPage_HasItsHeaderAbove()
    {
        var row = Item(30) with { Continuation = Header };
        var pages = Paginator.Place([Header with { KeepWithNext = true }, row, row, row, row], 0, 100);
        Assert.Equal([4, 2], pages.Select(page => page.Count));
        Assert.Same(Header, pages[1][0].Item);
        Assert.Equal(10, pages[1][1].Y);
    }

    [Fact]
    public void Place_Space_IsLeftOutAtTheTopOfAPage()
    {
        var spaced = Item(50) with { SpaceAbove = 20 };
        var pages = Paginator.Place([spaced, spaced], 0, 100);
        Assert.Equal([0f, 0f], pages.Select(page => page[0].Y));
    }

    [Fact]
    public void Place_PageBreak_StartsAPageOnce()
    {
        var breaking = Item(0) with { StartsPage = true, KeepWithNext = true };
        Assert.Equal(2, Paginator.Place([Item(10), breaking, Item(10)], 0, 100).Count);
        Assert.Single(Paginator.Place([breaking, Item(10)], 0, 100));
    }

    private static FlowItem Item(float height) => new(height, (_, _) => { });
}
