namespace Hanbeam.App.Reports.Layout;

/// <summary>Deals items onto pages.</summary>
/// <param name="top">Where a page's content starts, points.</param>
/// <param name="bottom">Where it ends.</param>
internal sealed class Paginator(float top, float bottom)
{
    private readonly List<List<(FlowItem Item, float Y)>> pages = [];
    private float y;

    /// <summary>Places all items, one after the other.</summary>
    /// <returns>The items of each page with their upper edge.</returns>
    public static IReadOnlyList<IReadOnlyList<(FlowItem Item, float Y)>> Place(IReadOnlyList<FlowItem> items, float top, float bottom)
    {
        var paginator = new Paginator(top, bottom);
        paginator.NewPage();
        for (var first = 0; first < items.Count;)
        {
            var last = first;
            while (items[last].KeepWithNext && last + 1 < items.Count && !items[last + 1].StartsPage) last++;
            paginator.PlaceChain(items, first, last);
            first = last + 1;
        }

        return paginator.pages;
    }

    private bool IsEmpty => pages[^1].Count == 0;

    // A chain higher than a page cannot be kept together and is broken where it must.
    private void PlaceChain(IReadOnlyList<FlowItem> items, int first, int last)
    {
        var height = 0f;
        for (var n = first; n <= last; n++) height += items[n].Height + (n > first || !IsEmpty ? items[n].SpaceAbove : 0);
        if (!IsEmpty && (items[first].StartsPage || (y + height > bottom && height <= bottom - top))) NewPage();
        for (var n = first; n <= last; n++) Place(items[n]);
    }

    private void Place(FlowItem item)
    {
        if (!IsEmpty && y + item.SpaceAbove + item.Height > bottom) NewPage();
        if (IsEmpty && item.Continuation is { } again) Put(again);
        else if (!IsEmpty) y += item.SpaceAbove;
        Put(item);
    }

    private void Put(FlowItem item)
    {
        pages[^1].Add((item, y));
        y += item.Height;
    }

    private void NewPage()
    {
        pages.Add([]);
        y = top;
    }
}
