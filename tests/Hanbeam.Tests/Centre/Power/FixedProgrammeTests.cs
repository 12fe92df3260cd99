using Hanbeam.Centre.Power;
using Hanbeam.Centre.Power.Tariffs;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Delivery;
using Xunit;

namespace Hanbeam.Tests.Centre.Power;

public sealed class FixedProgrammeTests
{
    private static readonly ProgrammeDays Kind = new(2, 8 * 3600, 18 * 3600, 10, new DeliveryTimes(60, 5, 5, 30), 20);

    [Fact]
    public void Programme_FillsWorkingDaysInOrder_AndSpreadsItsFractions()
    {
        var days = new FixedProgramme([Kind, Kind with { Days = 5, Fractions = 4 }], Weekends: false).In(new YearCalendar(DayOfWeek.Thursday));
        Assert.Equal([0, 1, 4, 5, 6, 7, 8], days.Select(day => day.Day));
        Assert.Equal([10, 10, 4, 4, 4, 4, 4], days.Select(day => day.Deliveries.Count));
        Assert.Equal((8 * 3600) + 1800 - 60, days[0].Deliveries[0].StartSeconds);
        Assert.All(days[0].Deliveries.Zip(days[0].Deliveries.Skip(1)), pair => Assert.Equal(3600, pair.Second.StartSeconds - pair.First.StartSeconds, 1e-9));
    }

    [Theory]
    [InlineData(262, 10, 8, 18, "the year has 261 from Monday to Friday")]
    [InlineData(2, 400, 8, 18, "hold the beam for 13.33 h")]
    [InlineData(2, 10, 18, 8, "cross")]
    public void Programme_ThatCannotBe_IsRefused(int days, int fractions, int from, int to, string says)
    {
        var kind = Kind with { Days = days, Fractions = fractions, OpensSeconds = 3600 * from, ClosesSeconds = 3600 * to };
        var error = Assert.Throws<InputException>(() => new FixedProgramme([kind], false).In(new YearCalendar()));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }
}
