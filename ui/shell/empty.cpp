namespace skizze::ui {}
