<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en_US">
<context>
    <name></name>
    <message numerus="yes">
        <source> %n tensor of {total:,} were not compared.</source>
        <comment> %n tensors of {total:,} were not compared.</comment>
        <translation>
            <numerusform> %n trong {total:,} tensor chưa được so sánh.</numerusform>
        </translation>
    </message>
    <message>
        <source> (and {count:,} more)</source>
        <translation> (và {count:,} mục nữa)</translation>
    </message>
    <message>
        <source> (estimated)</source>
        <translation> (ước lượng)</translation>
    </message>
    <message>
        <source> The architecture {arch} is stored with it.</source>
        <translation> Kiến trúc {arch} được lưu kèm.</translation>
    </message>
    <message>
        <source> against </source>
        <translation> so với </translation>
    </message>
    <message>
        <source> along axis {axis}</source>
        <translation> theo trục {axis}</translation>
    </message>
    <message>
        <source> and </source>
        <translation> và </translation>
    </message>
    <message numerus="yes">
        <source> and %n other file</source>
        <comment> and %n other files</comment>
        <translation>
            <numerusform> và %n tệp khác</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> and %n shard</source>
        <comment> and %n shards</comment>
        <translation>
            <numerusform> và %n shard</numerusform>
        </translation>
    </message>
    <message>
        <source> and {count:,} more</source>
        <translation> và {count:,} mục nữa</translation>
    </message>
    <message>
        <source> in {key}</source>
        <translation> ở {key}</translation>
    </message>
    <message>
        <source> {count:,} more rules are in force but not shown.</source>
        <translation> {count:,} quy tắc khác đang có hiệu lực nhưng không hiển thị.</translation>
    </message>
    <message>
        <source> {fraction:.0%}, {left} left</source>
        <translation> {fraction:.0%}, còn {left}</translation>
    </message>
    <message>
        <source> · a cell is a value</source>
        <translation> · mỗi ô là một giá trị</translation>
    </message>
    <message>
        <source> · {done:,} compared so far</source>
        <translation> · đến giờ đã so sánh {done:,}</translation>
    </message>
    <message>
        <source> · {reduction} of each {rows:,}×{columns:,} block</source>
        <translation> · {reduction} của mỗi khối {rows:,}×{columns:,}</translation>
    </message>
    <message>
        <source>#{number:,}: {value} · cumulative energy {held:.1%}</source>
        <translation>#{number:,}: {value} · năng lượng tích lũy {held:.1%}</translation>
    </message>
    <message numerus="yes">
        <source>%n bin</source>
        <comment>%n bins</comment>
        <translation>
            <numerusform>%n khoảng</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bin (zoomed range), exact</source>
        <comment>%n bins (zoomed range), exact</comment>
        <translation>
            <numerusform>%n khoảng (vùng phóng to), chính xác</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell beyond the color range</source>
        <comment>%n cells beyond the color range</comment>
        <translation>
            <numerusform>%n ô ngoài dải màu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dead row: {rows}{more}</source>
        <comment>%n dead rows: {rows}{more}</comment>
        <translation>
            <numerusform>%n hàng chết: {rows}{more}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element</source>
        <comment>%n elements</comment>
        <extracomment>Left out where the window is low: a plot should have more room than the numbers above it.</extracomment>
        <translation>
            <numerusform>%n phần tử</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element became 0</source>
        <comment>%n elements became 0</comment>
        <translation>
            <numerusform>%n phần tử thành 0</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element by their {values}; log color scale</source>
        <comment>%n elements by their {values}; log color scale</comment>
        <translation>
            <numerusform>%n phần tử theo {values}; thang màu log</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element overflowed</source>
        <comment>%n elements overflowed</comment>
        <translation>
            <numerusform>%n phần tử bị tràn số</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element with NaN or Inf in A or B: left out of these numbers.</source>
        <comment>%n elements with NaN or Inf in A or B: left out of these numbers.</comment>
        <translation>
            <numerusform>%n phần tử là NaN hoặc Inf trong A hoặc B: không tính vào các số này.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry</source>
        <comment>%n entries</comment>
        <translation>
            <numerusform>%n mục</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n estimated singular value from {low} to {high}</source>
        <comment>%n estimated singular values from {low} to {high}</comment>
        <translation>
            <numerusform>%n giá trị suy biến ước lượng, từ {low} đến {high}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file</source>
        <comment>%n files</comment>
        <translation>
            <numerusform>%n tệp</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n interpreter without torch</source>
        <comment>%n interpreters without torch</comment>
        <translation>
            <numerusform>%n trình thông dịch không có torch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key match</source>
        <comment>%n keys match</comment>
        <extracomment>Longer values (a tree of modules, the shapes of all tensors) are not for typing. The shape of the noise has a field of its own.</extracomment>
        <translation>
            <numerusform>%n khóa khớp</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key would be there twice.</source>
        <comment>%n keys would be there twice.</comment>
        <translation>
            <numerusform>%n khóa sẽ bị trùng.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more file</source>
        <comment>%n more files</comment>
        <translation>
            <numerusform>%n tệp nữa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more row</source>
        <comment>%n more rows</comment>
        <translation>
            <numerusform>%n dòng nữa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more value too long to edit here</source>
        <comment>%n more values too long to edit here</comment>
        <translation>
            <numerusform>%n giá trị nữa quá dài để sửa ở đây</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note</source>
        <comment>%n notes</comment>
        <translation>
            <numerusform>%n ghi chú</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other</source>
        <comment>%n others</comment>
        <extracomment>How strongly groups side by side are coloured, in turn.</extracomment>
        <translation>
            <numerusform>%n mục khác</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other part of {name}</source>
        <comment>%n other parts of {name}</comment>
        <translation>
            <numerusform>%n phần khác của {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n parameter</source>
        <comment>%n parameters</comment>
        <translation>
            <numerusform>%n tham số</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pickle import ({what})</source>
        <comment>%n pickle imports ({what})</comment>
        <translation>
            <numerusform>%n import trong pickle ({what})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row from {name}</source>
        <comment>%n rows from {name}</comment>
        <translation>
            <numerusform>%n dòng từ {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row selected</source>
        <comment>%n rows selected</comment>
        <translation>
            <numerusform>Đã chọn %n dòng</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n singular value</source>
        <comment>%n singular values</comment>
        <translation>
            <numerusform>%n giá trị suy biến</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n singular value from {low} to {high}</source>
        <comment>%n singular values from {low} to {high}</comment>
        <translation>
            <numerusform>%n giá trị suy biến, từ {low} đến {high}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step</source>
        <comment>%n steps</comment>
        <translation>
            <numerusform>%n bước</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step · {tensors} · {folder}</source>
        <comment>%n steps · {tensors} · {folder}</comment>
        <translation>
            <numerusform>%n bước · {tensors} · {folder}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor</source>
        <comment>%n tensors</comment>
        <translation>
            <numerusform>%n tensor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor (sampled)</source>
        <comment>%n tensors (sampled)</comment>
        <translation>
            <numerusform>%n tensor (lấy mẫu)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor below holds NaN or infinite values.</source>
        <comment>%n tensors below hold NaN or infinite values.</comment>
        <translation>
            <numerusform>%n tensor bên dưới có giá trị NaN hoặc vô cùng.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor can&apos;t be read.</source>
        <comment>%n tensors can&apos;t be read.</comment>
        <translation>
            <numerusform>Không đọc được %n tensor.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor can&apos;t be read; its row says why.</source>
        <comment>%n tensors can&apos;t be read; their rows say why.</comment>
        <translation>
            <numerusform>Không đọc được %n tensor; lý do ở dòng tương ứng.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor cast, largest error {error}</source>
        <comment>%n tensors cast, largest error {error}</comment>
        <translation>
            <numerusform>Đã ép kiểu %n tensor, sai số lớn nhất {error}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor checked</source>
        <comment>%n tensors checked</comment>
        <translation>
            <numerusform>Đã kiểm tra %n tensor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor contains NaN or Inf.</source>
        <comment>%n tensors contain NaN or Inf.</comment>
        <extracomment>Files of no more than this are checked without being asked for; others take longer than anybody expects of opening. What is on a server costs somebody each byte. Tensors of one kind that are named; the rest are counted. Where the text of a notice begins. The lists of :class:`Health`; what has a severity is a notice, since it should not be; untrained weights are no damage.</extracomment>
        <translation>
            <numerusform>%n tensor có NaN hoặc Inf.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor is all zero.</source>
        <comment>%n tensors are all zero.</comment>
        <translation>
            <numerusform>%n tensor toàn số 0.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor is constant.</source>
        <comment>%n tensors are constant.</comment>
        <translation>
            <numerusform>%n tensor là hằng.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor of the adapter without a match in the base: {shown}{more}.</source>
        <comment>%n tensors of the adapter without a match in the base: {shown}{more}.</comment>
        <translation>
            <numerusform>%n tensor của adapter không khớp với mô hình gốc: {shown}{more}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor, {size}</source>
        <comment>%n tensors, {size}</comment>
        <translation>
            <numerusform>%n tensor, {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown pickle import; nothing was imported.</source>
        <comment>%n unknown pickle imports; nothing was imported.</comment>
        <translation>
            <numerusform>%n import lạ trong pickle; không import gì cả.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value</source>
        <comment>%n values</comment>
        <translation>
            <numerusform>%n giá trị</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value, one bar each</source>
        <comment>%n values, one bar each</comment>
        <translation>
            <numerusform>%n giá trị, mỗi giá trị một cột</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;About Checkpoint Inspector</source>
        <translation>&amp;Giới thiệu Checkpoint Inspector</translation>
    </message>
    <message>
        <source>&amp;Add to extract tray</source>
        <translation>&amp;Thêm vào khay trích xuất</translation>
    </message>
    <message>
        <source>&amp;Close tab</source>
        <translation>Đón&amp;g thẻ</translation>
    </message>
    <message>
        <source>&amp;Collapse all</source>
        <translation>Th&amp;u gọn tất cả</translation>
    </message>
    <message>
        <source>&amp;Copy key</source>
        <translation>Sa&amp;o chép khóa</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Sửa</translation>
    </message>
    <message>
        <source>&amp;Export selection …</source>
        <translation>&amp;Xuất mục đã chọn …</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Tệp</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>Lọ&amp;c</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>&amp;Hướng dẫn</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Trợ &amp;giúp</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Phím tắt</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Ngôn ngữ</translation>
    </message>
    <message>
        <source>&amp;Memory limit</source>
        <translation>Giới hạn &amp;bộ nhớ</translation>
    </message>
    <message>
        <source>&amp;Next tab</source>
        <translation>Thẻ &amp;sau</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>&amp;Mở …</translation>
    </message>
    <message>
        <source>&amp;Paste rows into extract tray</source>
        <translation>&amp;Dán dòng vào khay trích xuất</translation>
    </message>
    <message>
        <source>&amp;Previous tab</source>
        <translation>Thẻ trướ&amp;c</translation>
    </message>
    <message>
        <source>&amp;Python interpreter</source>
        <translation>Trình thông dịch &amp;Python</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Th&amp;oát</translation>
    </message>
    <message>
        <source>&amp;Redo in extract tray</source>
        <translation>&amp;Làm lại trong khay trích xuất</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>&amp;Tải lại</translation>
    </message>
    <message>
        <source>&amp;Save merged checkpoint …</source>
        <translation>&amp;Lưu checkpoint đã gộp …</translation>
    </message>
    <message>
        <source>&amp;Summary</source>
        <translation>Tó&amp;m tắt</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Giao diện</translation>
    </message>
    <message>
        <source>&amp;Undo in extract tray</source>
        <translation>&amp;Hoàn tác trong khay trích xuất</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>&amp;Kiểm chứng</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Xem</translation>
    </message>
    <message>
        <source>({strides}) elements</source>
        <translation>({strides}) phần tử</translation>
    </message>
    <message numerus="yes">
        <source>, %n element overflowed</source>
        <comment>, %n elements overflowed</comment>
        <translation>
            <numerusform>, %n phần tử bị tràn số</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n value</source>
        <comment>, %n values</comment>
        <translation>
            <numerusform>, %n giá trị</numerusform>
        </translation>
    </message>
    <message>
        <source>, all values finite</source>
        <translation>, mọi giá trị đều hữu hạn</translation>
    </message>
    <message>
        <source>, and {count:,} more</source>
        <translation>, và {count:,} mục nữa</translation>
    </message>
    <message>
        <source>, assumed from the order and shapes of the parameters</source>
        <extracomment>Said of a parameter that the file does not name.</extracomment>
        <translation>, suy ra từ thứ tự và shape của các tham số</translation>
    </message>
    <message>
        <source>, contiguous</source>
        <translation>, liên tục</translation>
    </message>
    <message>
        <source>, not all read</source>
        <translation>, chưa đọc hết</translation>
    </message>
    <message>
        <source>, on a log scale</source>
        <translation>, thang log</translation>
    </message>
    <message>
        <source>, overall relative change {change}</source>
        <translation>, thay đổi tương đối tổng thể {change}</translation>
    </message>
    <message>
        <source>, reading…</source>
        <translation>, đang đọc…</translation>
    </message>
    <message numerus="yes">
        <source>, with %n row in the extract tray</source>
        <comment>, with %n rows in the extract tray</comment>
        <translation>
            <numerusform>, với %n dòng trong khay trích xuất</numerusform>
        </translation>
    </message>
    <message>
        <source>, {count:,} read</source>
        <translation>, đã đọc {count:,}</translation>
    </message>
    <message>
        <source>, {count:,} unexpected</source>
        <translation>, {count:,} thừa</translation>
    </message>
    <message numerus="yes">
        <source>1 of %n tensor differs</source>
        <comment>1 of %n tensors differs</comment>
        <translation>
            <numerusform>1 trong %n tensor khác nhau</numerusform>
        </translation>
    </message>
    <message>
        <source>80% of RAM</source>
        <translation>80% RAM</translation>
    </message>
    <message>
        <source>: drop on another tab to compare</source>
        <extracomment>The widths of a tab, in pixels: a longer name is cut, and what does not fit beside the others is scrolled to. The share of a tab at each end where a drop moves beside it. Whether what is in a tab, by its number, can be compared.</extracomment>
        <translation>: thả lên thẻ khác để so sánh</translation>
    </message>
    <message numerus="yes">
        <source>; %n value left out</source>
        <comment>; %n values left out</comment>
        <translation>
            <numerusform>; bỏ qua %n giá trị</numerusform>
        </translation>
    </message>
    <message>
        <source>; {count:,} can&apos;t be read</source>
        <translation>; không đọc được {count:,}</translation>
    </message>
    <message>
        <source>A Python file</source>
        <translation>Một tệp Python</translation>
    </message>
    <message>
        <source>A and B are the same file</source>
        <translation>A và B là cùng một tệp</translation>
    </message>
    <message>
        <source>A and B are the same file; nothing was read.</source>
        <translation>A và B là cùng một tệp; không đọc gì cả.</translation>
    </message>
    <message>
        <source>About Checkpoint Inspector</source>
        <translation>Giới thiệu Checkpoint Inspector</translation>
    </message>
    <message>
        <source>Absolute tolerance</source>
        <translation>Dung sai tuyệt đối</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Add bookmark</source>
        <translation>Thêm dấu trang</translation>
    </message>
    <message>
        <source>Add or remove &amp;bookmark</source>
        <translation>Thêm hoặc bỏ &amp;dấu trang</translation>
    </message>
    <message>
        <source>Add to the extract tray</source>
        <translation>Thêm vào khay trích xuất</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>All elements are bit-identical.</source>
        <translation>Mọi phần tử giống nhau từng bit.</translation>
    </message>
    <message>
        <source>All kernels side by side</source>
        <translation>Mọi kernel cạnh nhau</translation>
    </message>
    <message>
        <source>All matched names are equal; no rules needed.</source>
        <translation>Mọi tên đã khớp đều giống nhau; không cần quy tắc.</translation>
    </message>
    <message>
        <source>All tensors</source>
        <translation>Mọi tensor</translation>
    </message>
    <message>
        <source>All tensors match</source>
        <translation>Mọi tensor đều khớp</translation>
    </message>
    <message>
        <source>All values are equal, though their bytes differ.</source>
        <translation>Mọi giá trị bằng nhau, dù byte khác nhau.</translation>
    </message>
    <message>
        <source>All values checked are zero.</source>
        <translation>Mọi giá trị đã kiểm tra đều bằng 0.</translation>
    </message>
    <message>
        <source>Also write values that are not tensors (.pth only)</source>
        <translation>Ghi cả những giá trị không phải tensor (chỉ .pth)</translation>
    </message>
    <message>
        <source>An adapter and its base</source>
        <translation>Adapter và mô hình gốc của nó</translation>
    </message>
    <message>
        <source>And {count:,} more.</source>
        <translation>Và {count:,} mục nữa.</translation>
    </message>
    <message>
        <source>Another checkpoint …</source>
        <translation>Checkpoint khác …</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Áp dụng</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Kiến trúc</translation>
    </message>
    <message>
        <source>Architecture ID</source>
        <translation>ID kiến trúc</translation>
    </message>
    <message>
        <source>Architecture not recognized.</source>
        <translation>Không nhận ra kiến trúc.</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Đối số</translation>
    </message>
    <message>
        <source>Arguments it is called with</source>
        <translation>Đối số khi gọi</translation>
    </message>
    <message>
        <source>As a self-contained HTML page, or as JSON</source>
        <translation>Thành trang HTML độc lập, hoặc JSON</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>Như trong tệp</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>Tăng dần</translation>
    </message>
    <message>
        <source>Assumed: {assumptions}.</source>
        <translation>Giả định: {assumptions}.</translation>
    </message>
    <message>
        <source>At {index}.</source>
        <translation>Tại {index}.</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Thuộc tính</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Tự động</translation>
    </message>
    <message>
        <source>Auto-detect (requires torch)</source>
        <translation>Tự phát hiện (cần torch)</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>Trục</translation>
    </message>
    <message numerus="yes">
        <source>Axis {axis}: %n outlier among {count:,} (mean |x| at least {factor:g}× the median): {named}.</source>
        <comment>Axis {axis}: %n outliers among {count:,} (mean |x| at least {factor:g}× the median): {named}.</comment>
        <translation>
            <numerusform>Trục {axis}: %n giá trị ngoại lai trong {count:,} (|x| trung bình ít nhất gấp {factor:g}× trung vị): {named}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Axis {axis}: no outliers among {count:,}.</source>
        <translation>Trục {axis}: không có ngoại lai trong {count:,}.</translation>
    </message>
    <message>
        <source>Book&amp;marks</source>
        <translation>Dấu tran&amp;g</translation>
    </message>
    <message>
        <source>Bookmarked.</source>
        <extracomment>Longer names of classes are cut. The sign of each mark and what it means, the weightiest first.</extracomment>
        <translation>Đã đánh dấu trang.</translation>
    </message>
    <message>
        <source>Both are empty.</source>
        <translation>Cả hai đều rỗng.</translation>
    </message>
    <message>
        <source>Both histograms overlaid; sorts by their Jensen-Shannon distance</source>
        <translation>Hai biểu đồ tần suất chồng nhau; sắp theo khoảng cách Jensen-Shannon</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Theo</translation>
    </message>
    <message>
        <source>By axis</source>
        <extracomment>Axes that are gone through unasked, to name the outliers of each; an axis chosen is read in any case. Lower than this a plot shows nothing. Outliers that are named. Sizes of groups that are offered.</extracomment>
        <translation>Theo trục</translation>
    </message>
    <message>
        <source>By layer</source>
        <translation>Theo tầng</translation>
    </message>
    <message numerus="yes">
        <source>By layer: %n call</source>
        <comment>By layer: %n calls</comment>
        <translation>
            <numerusform>Theo tầng: %n lần gọi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>By layer: all %n call bit-identical</source>
        <comment>By layer: all %n calls bit-identical</comment>
        <translation>
            <numerusform>Theo tầng: cả %n lần gọi giống nhau từng bit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>By layer: {differing:,} of %n call differ</source>
        <comment>By layer: {differing:,} of %n calls differ</comment>
        <translation>
            <numerusform>Theo tầng: {differing:,} trong %n lần gọi khác nhau</numerusform>
        </translation>
    </message>
    <message>
        <source>Byte range</source>
        <translation>Khoảng byte</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Cancel it and close</source>
        <translation>Hủy và đóng</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Đã hủy</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Đã hủy.</translation>
    </message>
    <message>
        <source>Cancelled. Choose the effective rank again to compute it.</source>
        <translation>Đã hủy. Chọn lại hạng hiệu dụng để tính.</translation>
    </message>
    <message>
        <source>Cast &amp;floating-point tensors to</source>
        <translation>&amp;Ép tensor số thực sang</translation>
    </message>
    <message>
        <source>Cast floating-point tensors to</source>
        <translation>Ép tensor số thực sang</translation>
    </message>
    <message>
        <source>Cells show</source>
        <translation>Ô hiển thị</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Thay đổi</translation>
    </message>
    <message>
        <source>Change what is verified …</source>
        <translation>Đổi nội dung kiểm chứng …</translation>
    </message>
    <message>
        <source>Changed most</source>
        <translation>Thay đổi nhiều nhất</translation>
    </message>
    <message>
        <source>Chec&amp;k against manifest …</source>
        <translation>&amp;Kiểm tra theo manifest …</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Kiểm tra</translation>
    </message>
    <message>
        <source>Check that the download isn&apos;t a web page or an LFS pointer.</source>
        <translation>Hãy kiểm tra tệp tải về không phải trang web hay con trỏ LFS.</translation>
    </message>
    <message>
        <source>Check the address, the connection, and whether a token is needed.</source>
        <translation>Hãy kiểm tra địa chỉ, kết nối, và xem có cần token không.</translation>
    </message>
    <message>
        <source>Check {name}</source>
        <extracomment>Rows of what is wrong; where all is, the first tell as much.</extracomment>
        <translation>Kiểm tra {name}</translation>
    </message>
    <message>
        <source>Checking all values</source>
        <translation>Đang kiểm tra mọi giá trị</translation>
    </message>
    <message>
        <source>Checking all values …</source>
        <translation>Đang kiểm tra mọi giá trị …</translation>
    </message>
    <message>
        <source>Checking {name}</source>
        <translation>Đang kiểm tra {name}</translation>
    </message>
    <message>
        <source>Checkpoints stay that a rule names: best (lowest loss), first, last, last=3, every=10. All others are deleted, once everything that stays was read to its end.</source>
        <translation>Giữ lại các checkpoint mà quy tắc nêu: best (loss thấp nhất), first, last, last=3, every=10. Các checkpoint khác bị xóa, sau khi mọi thứ được giữ lại đã được đọc hết.</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>Chọn tệp …</translation>
    </message>
    <message>
        <source>Choose a name, write the file, and verify it by reading it back (Ctrl+Return)</source>
        <translation>Chọn tên, ghi tệp, rồi đọc lại để kiểm chứng (Ctrl+Return)</translation>
    </message>
    <message>
        <source>Choose an architecture, or custom code (Ctrl+Shift+V)</source>
        <translation>Chọn kiến trúc, hoặc mã tùy chỉnh (Ctrl+Shift+V)</translation>
    </message>
    <message>
        <source>Choose {name}</source>
        <translation>Chọn {name}</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>Chọn …</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>Class or function in the code</source>
        <translation>Class hoặc hàm trong mã</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Xóa hết</translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation>Xóa danh sách</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Close others</source>
        <translation>Đóng các thẻ khác</translation>
    </message>
    <message>
        <source>Close to the right</source>
        <translation>Đóng các thẻ bên phải</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Đóng không lưu</translation>
    </message>
    <message>
        <source>Close {title}</source>
        <translation>Đóng {title}</translation>
    </message>
    <message>
        <source>Closing the window cancels it; nothing is written then.</source>
        <translation>Đóng cửa sổ sẽ hủy việc này; không có gì được ghi.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation>Thu gọn tất cả</translation>
    </message>
    <message>
        <source>Color range ±{limit}</source>
        <translation>Dải màu ±{limit}</translation>
    </message>
    <message>
        <source>Colors of each role on their own, so that small changes over depth show</source>
        <translation>Màu riêng cho mỗi vai trò, để thấy thay đổi nhỏ theo độ sâu</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Cột</translation>
    </message>
    <message>
        <source>Compare &amp;with</source>
        <translation>&amp;So sánh với</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>So sánh lại</translation>
    </message>
    <message>
        <source>Compare all {count:,} as transposed</source>
        <translation>So sánh cả {count:,} ở dạng chuyển vị</translation>
    </message>
    <message>
        <source>Compare as transposed</source>
        <translation>So sánh ở dạng chuyển vị</translation>
    </message>
    <message>
        <source>Compare it with its base to see what it changes.</source>
        <translation>So sánh nó với mô hình gốc để thấy nó thay đổi gì.</translation>
    </message>
    <message>
        <source>Compare transposed</source>
        <translation>So sánh chuyển vị</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>So sánh với</translation>
    </message>
    <message>
        <source>Compare with the step before</source>
        <translation>So sánh với bước trước</translation>
    </message>
    <message>
        <source>Compared transposed.</source>
        <translation>Đã so sánh ở dạng chuyển vị.</translation>
    </message>
    <message>
        <source>Comparing {a} with {b}</source>
        <translation>Đang so sánh {a} với {b}</translation>
    </message>
    <message>
        <source>Comparing {title}</source>
        <translation>Đang so sánh {title}</translation>
    </message>
    <message>
        <source>Comparing: {failure}</source>
        <translation>Khi so sánh: {failure}</translation>
    </message>
    <message>
        <source>Comparison cancelled</source>
        <translation>Đã hủy so sánh</translation>
    </message>
    <message>
        <source>Compute exactly</source>
        <translation>Tính chính xác</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Đang tính</translation>
    </message>
    <message>
        <source>Computing effective ranks</source>
        <translation>Đang tính hạng hiệu dụng</translation>
    </message>
    <message>
        <source>Computing exactly</source>
        <translation>Đang tính chính xác</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Số điều kiện</translation>
    </message>
    <message>
        <source>Contains NaN or Inf.</source>
        <translation>Có NaN hoặc Inf.</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Copied {count} values</source>
        <translation>Đã sao chép {count} giá trị</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Sao chép</translation>
    </message>
    <message numerus="yes">
        <source>Copy %n key</source>
        <comment>Copy %n keys</comment>
        <translation>
            <numerusform>Sao chép %n khóa</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Sao chép địa chỉ</translation>
    </message>
    <message>
        <source>Copy addresses</source>
        <translation>Sao chép các địa chỉ</translation>
    </message>
    <message>
        <source>Copy as P&amp;ython</source>
        <translation>Sao chép thành P&amp;ython</translation>
    </message>
    <message>
        <source>Copy as Python</source>
        <translation>Sao chép thành Python</translation>
    </message>
    <message>
        <source>Copy as TSV</source>
        <translation>Sao chép TSV</translation>
    </message>
    <message>
        <source>Copy file path</source>
        <translation>Sao chép đường dẫn tệp</translation>
    </message>
    <message>
        <source>Copy image</source>
        <extracomment>Pixels to a point of what is copied or saved: sharp on slides.</extracomment>
        <translation>Sao chép ảnh</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Sao chép khóa</translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>Sao chép số liệu</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Sao chép đường dẫn</translation>
    </message>
    <message>
        <source>Copy paths</source>
        <translation>Sao chép các đường dẫn</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Sao chép báo cáo</translation>
    </message>
    <message>
        <source>Copy shape</source>
        <translation>Sao chép shape</translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation>Sao chép khóa</translation>
    </message>
    <message>
        <source>Copy the key in B</source>
        <translation>Sao chép khóa trong B</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Sao chép báo cáo</translation>
    </message>
    <message>
        <source>Copy the report as JSON</source>
        <translation>Sao chép báo cáo dạng JSON</translation>
    </message>
    <message>
        <source>Copy the selected values, or the whole page, as a NumPy literal</source>
        <translation>Sao chép các giá trị đã chọn, hoặc cả trang, dạng literal NumPy</translation>
    </message>
    <message>
        <source>Copy the selected values, or the whole page, as tab-separated text (Ctrl+C)</source>
        <translation>Sao chép các giá trị đã chọn, hoặc cả trang, thành văn bản ngăn bằng tab (Ctrl+C)</translation>
    </message>
    <message>
        <source>Copy the snippet</source>
        <translation>Sao chép đoạn mã</translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation>Sao chép giá trị</translation>
    </message>
    <message>
        <source>Copy values</source>
        <translation>Sao chép giá trị</translation>
    </message>
    <message>
        <source>Copying values</source>
        <translation>Đang sao chép giá trị</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Cosin</translation>
    </message>
    <message>
        <source>Cosine similarity of A and B as vectors</source>
        <translation>Độ tương đồng cosin của A và B như vectơ</translation>
    </message>
    <message>
        <source>Count all</source>
        <translation>Đếm tất cả</translation>
    </message>
    <message>
        <source>Counting the elements</source>
        <translation>Đang đếm phần tử</translation>
    </message>
    <message>
        <source>Counting the tensors selected</source>
        <translation>Đang đếm các tensor đã chọn</translation>
    </message>
    <message>
        <source>Counting the values</source>
        <translation>Đang đếm giá trị</translation>
    </message>
    <message>
        <source>Counting the visible range</source>
        <translation>Đang đếm vùng nhìn thấy</translation>
    </message>
    <message>
        <source>Counting {key}</source>
        <extracomment>Exact histograms kept, so that going back to a pair shows them at once. Lower than this, in pixels, there is no room for all numbers.</extracomment>
        <translation>Đang đếm {key}</translation>
    </message>
    <message>
        <source>Counts on a linear axis</source>
        <translation>Số lượng trên trục tuyến tính</translation>
    </message>
    <message>
        <source>Counts on a logarithmic axis: shows the tails</source>
        <translation>Số lượng trên trục log: thấy rõ phần đuôi</translation>
    </message>
    <message>
        <source>Custom code …</source>
        <translation>Mã tùy chỉnh …</translation>
    </message>
    <message>
        <source>Damaged: the bytes do not match the checksum that the archive has of them.</source>
        <translation>Hỏng: byte không khớp với mã kiểm tra trong kho lưu trữ.</translation>
    </message>
    <message>
        <source>Dangerous class: loading it can run code. Nothing was run.</source>
        <translation>Class nguy hiểm: khi nạp có thể chạy mã. Không có gì đã chạy.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Tối</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dữ liệu</translation>
    </message>
    <message>
        <source>Data types</source>
        <translation>Kiểu dữ liệu</translation>
    </message>
    <message>
        <source>Dead rows</source>
        <translation>Hàng chết</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n checkpoint for good, which frees {freed}</source>
        <comment>Delete %n checkpoints for good, which frees {freed}</comment>
        <translation>
            <numerusform>Xóa hẳn %n checkpoint, giải phóng {freed}</numerusform>
        </translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Mật độ</translation>
    </message>
    <message numerus="yes">
        <source>Density of %n element from {low} to {high}</source>
        <comment>Density of %n elements from {low} to {high}</comment>
        <extracomment>From few elements to many, on a light ground and on a dark one.</extracomment>
        <translation>
            <numerusform>Mật độ của %n phần tử từ {low} đến {high}</numerusform>
        </translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Giảm dần</translation>
    </message>
    <message>
        <source>Detect automatically</source>
        <translation>Tự phát hiện</translation>
    </message>
    <message>
        <source>Detecting the architecture …</source>
        <translation>Đang nhận dạng kiến trúc …</translation>
    </message>
    <message>
        <source>Didn&apos;t shut down cleanly. Restore {what}?</source>
        <translation>Lần trước không tắt đúng cách. Khôi phục {what}?</translation>
    </message>
    <message>
        <source>Differ</source>
        <translation>Khác nhau</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Hiệu</translation>
    </message>
    <message>
        <source>Difference by layer</source>
        <translation>Khác biệt theo tầng</translation>
    </message>
    <message>
        <source>Difference by layer: {count:,} of {total:,} differ</source>
        <translation>Khác biệt theo tầng: {count:,} trong {total:,} khác nhau</translation>
    </message>
    <message>
        <source>Discard the rules, look for prefixes and moved tensors, and compare again</source>
        <translation>Bỏ các quy tắc, tìm tiền tố và tensor bị dời chỗ, rồi so sánh lại</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Bỏ qua</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Phân bố</translation>
    </message>
    <message>
        <source>Distributions</source>
        <extracomment>Takes one of the roles that were found.</extracomment>
        <translation>Phân bố</translation>
    </message>
    <message>
        <source>Distributions of {what}, the first on top</source>
        <translation>Phân bố của {what}, cái đầu ở trên cùng</translation>
    </message>
    <message>
        <source>Distributions over the steps</source>
        <extracomment>What the plot&apos;s axis takes, and each ridge.</extracomment>
        <translation>Phân bố qua các bước</translation>
    </message>
    <message>
        <source>Divider between panes; arrow keys move it</source>
        <translation>Thanh chia giữa các khung; phím mũi tên để dời</translation>
    </message>
    <message>
        <source>Don&apos;t run</source>
        <translation>Không chạy</translation>
    </message>
    <message>
        <source>Double-click a file to open it in a tab.</source>
        <translation>Nhấp đúp một tệp để mở trong thẻ.</translation>
    </message>
    <message>
        <source>Double-click a row to see its values</source>
        <translation>Nhấp đúp một hàng để xem giá trị</translation>
    </message>
    <message>
        <source>Download {title}?</source>
        <translation>Tải {title} về?</translation>
    </message>
    <message>
        <source>Download{much}</source>
        <translation>Tải về{much}</translation>
    </message>
    <message>
        <source>Drag it onto another tab to compare the two.</source>
        <translation>Kéo lên thẻ khác để so sánh hai thẻ.</translation>
    </message>
    <message>
        <source>Drag out</source>
        <translation>Kéo ra</translation>
    </message>
    <message>
        <source>Drag rows out of the window to export them there</source>
        <translation>Kéo các dòng ra ngoài cửa sổ để xuất</translation>
    </message>
    <message>
        <source>Drag the tab onto another one to compare the two</source>
        <translation>Kéo thẻ lên thẻ khác để so sánh hai thẻ</translation>
    </message>
    <message>
        <source>Drag this out of the window to export the file there</source>
        <translation>Kéo ra ngoài cửa sổ để xuất tệp ở đó</translation>
    </message>
    <message>
        <source>Drop checkpoints here</source>
        <translation>Thả checkpoint vào đây</translation>
    </message>
    <message>
        <source>Drop optimizer</source>
        <translation>Bỏ optimizer</translation>
    </message>
    <message>
        <source>Drop rows from any open checkpoint here, or select them and press Ctrl+E.</source>
        <extracomment>What is in the tray, and was before. Which module an open checkpoint is of, as far as that was found. The folder to begin with when a name is asked for. The interpreter to verify in, and the bytes that may take. Whether the rules typed are to be applied as soon as it is known what they do. Whether nothing stands in the way of writing what is in the tray.</extracomment>
        <translation>Thả các dòng từ bất kỳ checkpoint đang mở vào đây, hoặc chọn chúng rồi nhấn Ctrl+E.</translation>
    </message>
    <message>
        <source>Drop to add the rows to {name}</source>
        <translation>Thả để thêm các dòng vào {name}</translation>
    </message>
    <message>
        <source>Drop to compare {name} with {other}</source>
        <translation>Thả để so sánh {name} với {other}</translation>
    </message>
    <message>
        <source>Drop to move the tab here</source>
        <translation>Thả để dời thẻ tới đây</translation>
    </message>
    <message>
        <source>Drop to open</source>
        <translation>Thả để mở</translation>
    </message>
    <message numerus="yes">
        <source>Drop to open %n file</source>
        <comment>Drop to open %n files</comment>
        <translation>
            <numerusform>Thả để mở %n tệp</numerusform>
        </translation>
    </message>
    <message>
        <source>Dropped file</source>
        <translation>Tệp đã thả</translation>
    </message>
    <message>
        <source>E&amp;xpand all below</source>
        <translation>Mở &amp;rộng mọi mục bên dưới</translation>
    </message>
    <message>
        <source>Eff. rank</source>
        <translation>Hạng h.dụng</translation>
    </message>
    <message>
        <source>Effective rank</source>
        <translation>Hạng hiệu dụng</translation>
    </message>
    <message>
        <source>Elements</source>
        <translation>Phần tử</translation>
    </message>
    <message>
        <source>Elements that are equal within the tolerance</source>
        <translation>Phần tử bằng nhau trong dung sai</translation>
    </message>
    <message>
        <source>Elements that are not finite</source>
        <translation>Phần tử không hữu hạn</translation>
    </message>
    <message>
        <source>Elements that differ by any amount</source>
        <translation>Phần tử có khác biệt bất kỳ</translation>
    </message>
    <message>
        <source>Entries of the checkpoint</source>
        <extracomment>Of so many rows the widths of columns are taken: a name needs all the room that is left.</extracomment>
        <translation>Các mục của checkpoint</translation>
    </message>
    <message>
        <source>Entries of the file</source>
        <translation>Các mục của tệp</translation>
    </message>
    <message>
        <source>Entries shown</source>
        <extracomment>How often what a filter on numbers shows is brought up to date while tensors are read.</extracomment>
        <translation>Số mục hiển thị</translation>
    </message>
    <message>
        <source>Entries that match the filter, of all in the file</source>
        <translation>Số mục khớp bộ lọc, trên tổng số trong tệp</translation>
    </message>
    <message>
        <source>Estimating</source>
        <translation>Đang ước lượng</translation>
    </message>
    <message>
        <source>Expand all below</source>
        <translation>Mở rộng mọi mục bên dưới</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Mong đợi</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Xuất</translation>
    </message>
    <message>
        <source>Export and drag-out</source>
        <translation>Xuất và kéo ra</translation>
    </message>
    <message>
        <source>Export cancelled; nothing was written.</source>
        <translation>Đã hủy xuất; không có gì được ghi.</translation>
    </message>
    <message>
        <source>Export under way</source>
        <extracomment>The question that is open.</extracomment>
        <translation>Đang xuất</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Xuất …</translation>
    </message>
    <message>
        <source>Extract &amp;tray</source>
        <translation>Khay &amp;trích xuất</translation>
    </message>
    <message>
        <source>Extract tray</source>
        <translation>Khay trích xuất</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>Định &amp;dạng</translation>
    </message>
    <message>
        <source>File (array or image) …</source>
        <translation>Tệp (mảng hoặc ảnh) …</translation>
    </message>
    <message>
        <source>File metadata</source>
        <translation>Siêu dữ liệu của tệp</translation>
    </message>
    <message>
        <source>File offset</source>
        <translation>Vị trí trong tệp</translation>
    </message>
    <message>
        <source>Files without a tab</source>
        <translation>Tệp chưa có thẻ</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Lọc</translation>
    </message>
    <message>
        <source>Filter file names</source>
        <translation>Lọc tên tệp</translation>
    </message>
    <message>
        <source>Filter the entries</source>
        <translation>Lọc các mục</translation>
    </message>
    <message>
        <source>Filter: words, shape:4096, dtype:bf16, size&gt;1M, /regex/</source>
        <translation>Lọc: từ, shape:4096, dtype:bf16, size&gt;1M, /regex/</translation>
    </message>
    <message>
        <source>Filter: words, shape:4096, dtype:bf16, std&gt;1, has:nan, /regex/</source>
        <translation>Lọc: từ, shape:4096, dtype:bf16, std&gt;1, has:nan, /regex/</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Phát hiện</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Các phát hiện</translation>
    </message>
    <message>
        <source>Findings, health, layers and the numbers of all tensors as one HTML page to share</source>
        <translation>Phát hiện, tình trạng, các tầng và số liệu của mọi tensor trong một trang HTML để chia sẻ</translation>
    </message>
    <message numerus="yes">
        <source>First %n row selected</source>
        <comment>First %n rows selected</comment>
        <translation>
            <numerusform>%n dòng đầu được chọn</numerusform>
        </translation>
    </message>
    <message>
        <source>First Inf</source>
        <translation>Inf đầu tiên</translation>
    </message>
    <message>
        <source>First NaN</source>
        <translation>NaN đầu tiên</translation>
    </message>
    <message>
        <source>First input</source>
        <translation>Đầu vào đầu tiên</translation>
    </message>
    <message>
        <source>First output</source>
        <translation>Đầu ra đầu tiên</translation>
    </message>
    <message>
        <source>Folder of a training run</source>
        <translation>Thư mục của một lần huấn luyện</translation>
    </message>
    <message>
        <source>Format</source>
        <extracomment>In the order in which they are laid out.</extracomment>
        <translation>Định dạng</translation>
    </message>
    <message>
        <source>Format of the new file</source>
        <translation>Định dạng của tệp mới</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Từ</translation>
    </message>
    <message>
        <source>From a sample of {count:,} values</source>
        <translation>Từ mẫu gồm {count:,} giá trị</translation>
    </message>
    <message>
        <source>From a sample only: {error}</source>
        <translation>Chỉ từ mẫu: {error}</translation>
    </message>
    <message>
        <source>From preferences, or auto-detect</source>
        <translation>Theo tùy chọn, hoặc tự phát hiện</translation>
    </message>
    <message>
        <source>From the file, where the class has such parameters</source>
        <translation>Lấy từ tệp, nếu class có các tham số đó</translation>
    </message>
    <message>
        <source>Full pickled module (torch.nn layers only).</source>
        <translation>Cả module được pickle (chỉ gồm các tầng torch.nn).</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Đến</translation>
    </message>
    <message>
        <source>Go to bookmark</source>
        <translation>Đến dấu trang</translation>
    </message>
    <message>
        <source>Go to the first NaN</source>
        <translation>Đến NaN đầu tiên</translation>
    </message>
    <message>
        <source>Go to the first infinity</source>
        <translation>Đến giá trị vô cùng đầu tiên</translation>
    </message>
    <message>
        <source>Go to the maximum</source>
        <translation>Đến giá trị lớn nhất</translation>
    </message>
    <message>
        <source>Go to the minimum</source>
        <extracomment>What a button that goes to one says.</extracomment>
        <translation>Đến giá trị nhỏ nhất</translation>
    </message>
    <message>
        <source>Good copy</source>
        <translation>Bản sao tốt</translation>
    </message>
    <message>
        <source>Group {index:,} ({first:,} to {last:,})</source>
        <translation>Nhóm {index:,} ({first:,} đến {last:,})</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Hướng dẫn</translation>
    </message>
    <message numerus="yes">
        <source>Hashes of %n tensor saved as {path}</source>
        <comment>Hashes of %n tensors saved as {path}</comment>
        <translation>
            <numerusform>Mã băm của %n tensor đã lưu thành {path}</numerusform>
        </translation>
    </message>
    <message>
        <source>Hashing cancelled; it goes on there if the hashes are saved under the same name again</source>
        <translation>Đã hủy băm; sẽ tiếp tục từ đó nếu lưu mã băm lại với cùng tên</translation>
    </message>
    <message>
        <source>Hashing {name}</source>
        <translation>Đang băm {name}</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Bản đồ nhiệt</translation>
    </message>
    <message>
        <source>Heat map of {rows} × {columns} cells, color range ±{limit}</source>
        <translation>Bản đồ nhiệt {rows} × {columns} ô, dải màu ±{limit}</translation>
    </message>
    <message>
        <source>Hide the extract tray</source>
        <translation>Ẩn khay trích xuất</translation>
    </message>
    <message>
        <source>Histogram</source>
        <extracomment>Elements looked at for the first picture, which is there before the exact one of a large tensor.</extracomment>
        <translation>Biểu đồ tần suất</translation>
    </message>
    <message>
        <source>Histogram distance</source>
        <translation>Khoảng cách phân bố</translation>
    </message>
    <message>
        <source>Histogram of {totals} values in {bins} bins from {low} to {high}</source>
        <translation>Biểu đồ tần suất của {totals} giá trị trong {bins} khoảng từ {low} đến {high}</translation>
    </message>
    <message>
        <source>Histograms</source>
        <translation>Biểu đồ tần suất</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Lịch sử</translation>
    </message>
    <message>
        <source>History of all open files</source>
        <translation>Lịch sử của mọi tệp đang mở</translation>
    </message>
    <message>
        <source>Hold 90%</source>
        <translation>Giữ 90%</translation>
    </message>
    <message>
        <source>Holds a module of {classes}, which only its own code can rebuild.</source>
        <translation>Chứa một module của {classes}, chỉ mã riêng của nó mới dựng lại được.</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Chỉ số</translation>
    </message>
    <message>
        <source>Index (descending)</source>
        <extracomment>Powers of ten below the largest value that a logarithmic axis shows: what lies deeper is rounding. Largest values beyond these are the unit of the axis: pyqtgraph reckons with differences and products of them.</extracomment>
        <translation>Chỉ số (giảm dần)</translation>
    </message>
    <message>
        <source>Index to go to</source>
        <translation>Chỉ số cần đến</translation>
    </message>
    <message>
        <source>Index {index:,}</source>
        <translation>Chỉ số {index:,}</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Thông tin</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Đầu vào</translation>
    </message>
    <message>
        <source>Install the extra named above, then try again.</source>
        <translation>Cài phần bổ sung nêu trên rồi thử lại.</translation>
    </message>
    <message>
        <source>It is a Python path configuration file, not a checkpoint. Nothing in it was run.</source>
        <translation>Đây là tệp cấu hình đường dẫn Python, không phải checkpoint. Không có gì trong đó được chạy.</translation>
    </message>
    <message>
        <source>It was merged in this window and is in no file yet.</source>
        <translation>Nó được gộp trong cửa sổ này và chưa nằm trong tệp nào.</translation>
    </message>
    <message>
        <source>It {reason}.</source>
        <translation>Nó {reason}.</translation>
    </message>
    <message>
        <source>Its server does not serve parts of files, so that opening it takes all of it.</source>
        <translation>Máy chủ không phục vụ từng phần của tệp, nên muốn mở phải tải toàn bộ.</translation>
    </message>
    <message>
        <source>Jensen-Shannon distance between the two histograms: 0 for equal, 1 for disjoint</source>
        <translation>Khoảng cách Jensen-Shannon giữa hai biểu đồ tần suất: 0 là bằng nhau, 1 là rời nhau</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Giữ</translation>
    </message>
    <message>
        <source>Keep both: those from {source} get the prefix {prefix}</source>
        <translation>Giữ cả hai: dòng từ {source} thêm tiền tố {prefix}</translation>
    </message>
    <message>
        <source>Keep original</source>
        <extracomment>What no cast is called.</extracomment>
        <translation>Giữ nguyên</translation>
    </message>
    <message>
        <source>Keep storages whole and shared (.pth only); otherwise only the viewed elements are written</source>
        <translation>Giữ nguyên vùng lưu trữ dùng chung (chỉ .pth); nếu không, chỉ ghi các phần tử trong view</translation>
    </message>
    <message>
        <source>Keep the architecture</source>
        <translation>Giữ kiến trúc</translation>
    </message>
    <message>
        <source>Keep the best, the last, every tenth checkpoint; the plan is shown first</source>
        <translation>Giữ checkpoint tốt nhất, cuối cùng, và mỗi cái thứ mười; kế hoạch được hiện trước</translation>
    </message>
    <message>
        <source>Keep values</source>
        <translation>Giữ giá trị</translation>
    </message>
    <message>
        <source>Keep views</source>
        <translation>Giữ view</translation>
    </message>
    <message>
        <source>Keep writing</source>
        <translation>Tiếp tục ghi</translation>
    </message>
    <message>
        <source>Kept in the file together with its outputs on a small input.</source>
        <translation>Được lưu trong tệp cùng đầu ra trên một đầu vào nhỏ.</translation>
    </message>
    <message>
        <source>Kept with its architecture: {name}.</source>
        <extracomment>A candidate that fits worse than this is no likeness.</extracomment>
        <translation>Được lưu kèm kiến trúc: {name}.</translation>
    </message>
    <message>
        <source>Key</source>
        <extracomment>The quantiles that have a column. The column of numbers that take more than reading the tensor: they are computed where it is shown. All columns, in their usual order.</extracomment>
        <translation>Khóa</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Bàn phím</translation>
    </message>
    <message>
        <source>Keys, interpreter, limits and tolerances …</source>
        <translation>Khóa, trình thông dịch, giới hạn và dung sai …</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>L2 norm</source>
        <translation>Chuẩn L2</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Lớn nhất</translation>
    </message>
    <message>
        <source>Largest element</source>
        <translation>Phần tử lớn nhất</translation>
    </message>
    <message>
        <source>Largest magnitude</source>
        <translation>Độ lớn lớn nhất</translation>
    </message>
    <message>
        <source>Largest over smallest singular value</source>
        <translation>Giá trị suy biến lớn nhất chia nhỏ nhất</translation>
    </message>
    <message>
        <source>Largest relative change: {change}</source>
        <translation>Thay đổi tương đối lớn nhất: {change}</translation>
    </message>
    <message>
        <source>Largest singular values that hold 90% of the energy (sum of squares)</source>
        <translation>Số giá trị suy biến lớn nhất chiếm 90% năng lượng (tổng bình phương)</translation>
    </message>
    <message>
        <source>Largest |b - a| of any element</source>
        <translation>|b - a| lớn nhất của một phần tử</translation>
    </message>
    <message>
        <source>Last session</source>
        <extracomment>What was open before, until it is opened again.</extracomment>
        <translation>Phiên trước</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Tầng</translation>
    </message>
    <message>
        <source>Layer call (in order)</source>
        <extracomment>Decades below the smallest difference, where layers stand that are equal, and above the largest, where those stand whose difference is no finite number. The part of the height that is left free above and below. More dots than this would lie on one another, and take long to draw; stems then are enough.</extracomment>
        <translation>Lần gọi tầng (theo thứ tự)</translation>
    </message>
    <message>
        <source>Layer map</source>
        <extracomment>So much is read unasked, to have the map of a small file at once. The map is no higher than this; more roles are scrolled to.</extracomment>
        <translation>Bản đồ tầng</translation>
    </message>
    <message>
        <source>Layer map of the relative change</source>
        <translation>Bản đồ tầng của thay đổi tương đối</translation>
    </message>
    <message>
        <source>Layers of</source>
        <translation>Tầng của</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Sáng</translation>
    </message>
    <message>
        <source>Line {number}: {error}.</source>
        <translation>Dòng {number}: {error}.</translation>
    </message>
    <message>
        <source>Linear</source>
        <extracomment>How long the last plot may stay while the next one&apos;s is not there yet: blanking at once would flicker.</extracomment>
        <translation>Tuyến tính</translation>
    </message>
    <message>
        <source>Lines over the steps</source>
        <extracomment>Lines beside the one in front; more would be a surface. The opacity of those that are not in front. A line is pointed at from so many pixels.</extracomment>
        <translation>Đường qua các bước</translation>
    </message>
    <message>
        <source>Lines wrap on screen; copying keeps the original</source>
        <translation>Dòng được ngắt trên màn hình; khi sao chép giữ nguyên bản</translation>
    </message>
    <message>
        <source>List all tabs</source>
        <extracomment>Files that have no tab yet. Files that are to be listed once those have theirs.</extracomment>
        <translation>Liệt kê mọi thẻ</translation>
    </message>
    <message>
        <source>Load with {library}</source>
        <translation>Nạp bằng {library}</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Log scale</source>
        <translation>Thang log</translation>
    </message>
    <message>
        <source>Log values</source>
        <translation>Giá trị log</translation>
    </message>
    <message>
        <source>Looking at all entries of {name}</source>
        <extracomment>Longer keys are shortened in the menu of bookmarks. What the panels compute with. What the right side is made of; each takes some milliseconds to import.</extracomment>
        <translation>Đang xem mọi mục của {name}</translation>
    </message>
    <message>
        <source>Looking at the checkpoints …</source>
        <translation>Đang xem các checkpoint …</translation>
    </message>
    <message>
        <source>Looking for interpreters …</source>
        <translation>Đang tìm trình thông dịch …</translation>
    </message>
    <message>
        <source>Looks like a {name}, {keys}.</source>
        <translation>Có vẻ là {name}, {keys}.</translation>
    </message>
    <message>
        <source>Looks like {name}, {keys}.</source>
        <translation>Có vẻ là {name}, {keys}.</translation>
    </message>
    <message>
        <source>Looks like {name}.</source>
        <translation>Có vẻ là {name}.</translation>
    </message>
    <message>
        <source>Magnitudes. {state}</source>
        <translation>Độ lớn. {state}</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>Manifest (*{suffix});;All files (*)</source>
        <translation>Manifest (*{suffix});;Mọi tệp (*)</translation>
    </message>
    <message>
        <source>Map of tensors by steps</source>
        <translation>Bản đồ tensor theo bước</translation>
    </message>
    <message>
        <source>Match names by these rules only, and compare again</source>
        <translation>Chỉ khớp tên theo các quy tắc này, rồi so sánh lại</translation>
    </message>
    <message>
        <source>Match system</source>
        <extracomment>What the user can choose, and what it is called.</extracomment>
        <translation>Theo hệ thống</translation>
    </message>
    <message numerus="yes">
        <source>Matched %n pair {how}.</source>
        <comment>Matched %n pairs {how}.</comment>
        <translation>
            <numerusform>Đã khớp %n cặp {how}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Max / RMS</source>
        <translation>Max / RMS</translation>
    </message>
    <message>
        <source>Max at</source>
        <translation>Max tại</translation>
    </message>
    <message>
        <source>Max relative</source>
        <translation>Max tương đối</translation>
    </message>
    <message>
        <source>Max |d|</source>
        <extracomment>How large the answer is, compared with other text; a long one (what went wrong) is smaller.</extracomment>
        <translation>Max |d|</translation>
    </message>
    <message>
        <source>Maximum shard size</source>
        <translation>Kích thước shard tối đa</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Trung bình</translation>
    </message>
    <message>
        <source>Mean magnitude, by which outliers are told</source>
        <translation>Độ lớn trung bình, dùng để nhận ra ngoại lai</translation>
    </message>
    <message>
        <source>Mean |d|</source>
        <translation>|d| trung bình</translation>
    </message>
    <message>
        <source>Mean |x|</source>
        <translation>TB |x|</translation>
    </message>
    <message>
        <source>Measuring the adapter</source>
        <translation>Đang đo adapter</translation>
    </message>
    <message>
        <source>Measuring what the adapter changes …</source>
        <extracomment>Of a row of the command line those cells that are shown here.</extracomment>
        <translation>Đang đo những gì adapter thay đổi …</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Gộp</translation>
    </message>
    <message>
        <source>Merge and save</source>
        <translation>Gộp và lưu</translation>
    </message>
    <message>
        <source>Merge and save …</source>
        <translation>Gộp và lưu …</translation>
    </message>
    <message>
        <source>Min</source>
        <extracomment>Where numbers are to be found.</extracomment>
        <translation>Min</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Thiếu</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>Module</translation>
    </message>
    <message>
        <source>Modules of the adapter</source>
        <translation>Các module của adapter</translation>
    </message>
    <message>
        <source>NaN and Inf</source>
        <translation>NaN và Inf</translation>
    </message>
    <message>
        <source>NaN/Inf</source>
        <translation>NaN/Inf</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>Sorted by these, one wants to see the largest first.</extracomment>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Neighboring indices taken together, such as the channels of an attention head</source>
        <translation>Gom các chỉ số cạnh nhau, chẳng hạn các kênh của một attention head</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Khóa mới</translation>
    </message>
    <message>
        <source>Next c&amp;hange</source>
        <translation>Thay đổi kế t&amp;iếp</translation>
    </message>
    <message>
        <source>Next change (F8)</source>
        <translation>Thay đổi kế tiếp (F8)</translation>
    </message>
    <message>
        <source>Next p&amp;ane</source>
        <translation>Khu&amp;ng kế tiếp</translation>
    </message>
    <message>
        <source>No bookmarks in this file</source>
        <translation>Tệp này không có dấu trang</translation>
    </message>
    <message>
        <source>No data in the file (meta tensor).</source>
        <translation>Không có dữ liệu trong tệp (meta tensor).</translation>
    </message>
    <message>
        <source>No element is finite in both.</source>
        <translation>Không phần tử nào hữu hạn ở cả hai bên.</translation>
    </message>
    <message>
        <source>No finite values to plot.</source>
        <translation>Không có giá trị hữu hạn để vẽ.</translation>
    </message>
    <message>
        <source>No finite values.</source>
        <translation>Không có giá trị hữu hạn.</translation>
    </message>
    <message>
        <source>No history</source>
        <translation>Không có lịch sử</translation>
    </message>
    <message>
        <source>No key matches.</source>
        <translation>Không khóa nào khớp.</translation>
    </message>
    <message>
        <source>No layers: no two keys differ in numbers only.</source>
        <translation>Không có tầng: không có hai khóa nào chỉ khác nhau ở số.</translation>
    </message>
    <message>
        <source>No recent files</source>
        <translation>Không có tệp gần đây</translation>
    </message>
    <message>
        <source>No rows to sort</source>
        <translation>Không có dòng để sắp xếp</translation>
    </message>
    <message>
        <source>No tensors in common. Add renaming rules below, under Names.</source>
        <translation>Không có tensor chung. Thêm quy tắc đổi tên bên dưới, ở mục Tên.</translation>
    </message>
    <message>
        <source>No tensors in this file.</source>
        <translation>Tệp này không có tensor.</translation>
    </message>
    <message>
        <source>No torch optimizer state in the tray</source>
        <translation>Không có trạng thái optimizer của torch trong khay</translation>
    </message>
    <message numerus="yes">
        <source>None of %n element is finite in both; {differing} differ.</source>
        <comment>None of %n elements is finite in both; {differing} differ.</comment>
        <translation>
            <numerusform>Không phần tử nào trong %n hữu hạn ở cả hai bên; {differing} khác nhau.</numerusform>
        </translation>
    </message>
    <message>
        <source>None of the tensors shown differ so far.</source>
        <translation>Đến giờ chưa tensor nào đang hiển thị khác nhau.</translation>
    </message>
    <message>
        <source>None of the tensors shown differ.</source>
        <translation>Không tensor nào đang hiển thị khác nhau.</translation>
    </message>
    <message>
        <source>None. You are asked before custom code runs for the first time.</source>
        <translation>Không có. Bạn sẽ được hỏi trước khi mã tùy chỉnh chạy lần đầu.</translation>
    </message>
    <message>
        <source>Not an index of {shape}: type a number for each axis.</source>
        <translation>Không phải chỉ số của {shape}: hãy gõ một số cho mỗi trục.</translation>
    </message>
    <message>
        <source>Not checked for NaN/Inf: {error}.</source>
        <translation>Chưa kiểm tra NaN/Inf: {error}.</translation>
    </message>
    <message numerus="yes">
        <source>Not compared in {side}: %n tensor, such as {key}</source>
        <comment>Not compared in {side}: %n tensors, such as {key}</comment>
        <translation>
            <numerusform>Không so sánh trong {side}: %n tensor, chẳng hạn {key}</numerusform>
        </translation>
    </message>
    <message>
        <source>Not compared yet.</source>
        <extracomment>Of the rows that have a result: what they say does not change any more.
----------
While results come, the summary says what changed most this often. The fingerprint is as high as this, and has a quarter of what the window is higher than this. What shows a pair is made of these; each takes some milliseconds to import. What an adapter does to its base, if the two are such.</extracomment>
        <translation>Chưa so sánh.</translation>
    </message>
    <message>
        <source>Not drawn: {parts}</source>
        <translation>Không vẽ: {parts}</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Chưa lưu</translation>
    </message>
    <message>
        <source>Not yet checked for NaN/Inf (reads {nbytes}).</source>
        <translation>Chưa kiểm tra NaN/Inf (phải đọc {nbytes}).</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Nothing (loads and runs)</source>
        <translation>Không gì cả (chỉ nạp và chạy)</translation>
    </message>
    <message>
        <source>Nothing in it was executed. Try another copy of the file.</source>
        <translation>Không có gì trong đó được thực thi. Hãy thử bản sao khác của tệp.</translation>
    </message>
    <message>
        <source>Nothing to compare</source>
        <translation>Không có gì để so sánh</translation>
    </message>
    <message>
        <source>Nothing took {name} where it was dropped.</source>
        <translation>Không có gì nhận {name} ở nơi nó được thả.</translation>
    </message>
    <message>
        <source>Number that is plotted</source>
        <translation>Số liệu được vẽ</translation>
    </message>
    <message>
        <source>OLD=NEW rules, separated by spaces. A * in OLD matches any text, which NEW puts at its own *: model.*=* strips a prefix, *=net.* adds one. New keys show as you type; Return applies them.</source>
        <translation>Các quy tắc OLD=NEW, cách nhau bằng dấu cách. Dấu * trong OLD khớp mọi chuỗi, và NEW đặt chuỗi đó ở dấu * của nó: model.*=* bỏ tiền tố, *=net.* thêm tiền tố. Khóa mới hiện ra khi bạn gõ; Return để áp dụng.</translation>
    </message>
    <message>
        <source>OLD=NEW rules, separated by spaces. A * in OLD matches any text, which NEW repeats.</source>
        <translation>Các quy tắc OLD=NEW, cách nhau bằng dấu cách. Dấu * trong OLD khớp mọi chuỗi, và NEW lặp lại chuỗi đó.</translation>
    </message>
    <message>
        <source>OLD=NEW, such as module.*=* or hidden.*=hidden1.*</source>
        <translation>OLD=NEW, chẳng hạn module.*=* hoặc hidden.*=hidden1.*</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Đối tượng</translation>
    </message>
    <message>
        <source>Of another shape</source>
        <translation>Khác shape</translation>
    </message>
    <message>
        <source>One OLD=NEW rule per line, from names in A to names in B. A * in OLD matches any text, and NEW puts it at its own *. Equal names always match.</source>
        <translation>Mỗi dòng một quy tắc OLD=NEW, từ tên trong A sang tên trong B. Dấu * trong OLD khớp mọi chuỗi, và NEW đặt chuỗi đó ở dấu * của nó. Tên giống nhau luôn khớp.</translation>
    </message>
    <message>
        <source>One matrix is the exact transpose of one in the other file.</source>
        <translation>Một ma trận đúng là chuyển vị của một ma trận trong tệp kia.</translation>
    </message>
    <message>
        <source>Only .pth and .safetensors can store it</source>
        <translation>Chỉ .pth và .safetensors lưu được</translation>
    </message>
    <message>
        <source>Only changes</source>
        <translation>Chỉ thay đổi</translation>
    </message>
    <message>
        <source>Only for rows from one checkpoint whose architecture was recognized (see its summary)</source>
        <translation>Chỉ dành cho các dòng từ một checkpoint có kiến trúc đã nhận dạng (xem phần tóm tắt của nó)</translation>
    </message>
    <message>
        <source>Only what is needed is fetched: the index to open it, then the tensors you look at. A token for the Hugging Face Hub is taken from HF_TOKEN or from where its own tools keep it.</source>
        <translation>Chỉ tải những gì cần: chỉ mục để mở, rồi đến các tensor bạn xem. Token cho Hugging Face Hub lấy từ HF_TOKEN hoặc từ nơi các công cụ của nó lưu.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Open checkpoints</source>
        <extracomment>What the desktop puts around a window, at the most.</extracomment>
        <translation>Mở checkpoint</translation>
    </message>
    <message>
        <source>Open e&amp;xample</source>
        <translation>Mở &amp;ví dụ</translation>
    </message>
    <message>
        <source>Open example</source>
        <translation>Mở ví dụ</translation>
    </message>
    <message>
        <source>Open files</source>
        <extracomment>Characters of a title that are measured; the bar cuts it to what there is room for. So many files open as they are asked for; of more the first one does, and tabs of the others are made for these seconds, then the window has its turn. So many files of one drop have a tab; the others are listed in one. The checkpoints that somebody besides the tabs still reads from. Whether tabs may be closed at once; if not, somebody is asked first, and what is given called once they may.</extracomment>
        <translation>Các tệp đang mở</translation>
    </message>
    <message>
        <source>Open loc&amp;ation …</source>
        <translation>Mở địa &amp;chỉ …</translation>
    </message>
    <message>
        <source>Open location</source>
        <translation>Mở địa chỉ</translation>
    </message>
    <message>
        <source>Open rece&amp;nt</source>
        <translation>Mở gầ&amp;n đây</translation>
    </message>
    <message>
        <source>Open selected</source>
        <translation>Mở tệp đã chọn</translation>
    </message>
    <message>
        <source>Open this step</source>
        <translation>Mở bước này</translation>
    </message>
    <message>
        <source>Open {file} in a tab</source>
        <translation>Mở {file} trong một thẻ</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>Mở {name}</translation>
    </message>
    <message>
        <source>Open …</source>
        <translation>Mở …</translation>
    </message>
    <message>
        <source>Opening cancelled</source>
        <translation>Đã hủy mở</translation>
    </message>
    <message>
        <source>Opening {title}</source>
        <translation>Đang mở {title}</translation>
    </message>
    <message>
        <source>Opens, inspects, extracts, compares and verifies checkpoints of any framework. Nothing in a file is ever executed. MIT license.

Runs on {running}.
torch: not loaded. Verification loads it in a separate process.

No telemetry and no update check: the program opens no connection but to the addresses you open.</source>
        <translation>Mở, xem xét, trích xuất, so sánh và kiểm chứng checkpoint của mọi framework. Không có gì trong tệp được thực thi. Giấy phép MIT.

Chạy trên {running}.
torch: không nạp. Việc kiểm chứng nạp nó trong một tiến trình riêng.

Không đo lường từ xa và không kiểm tra cập nhật: chương trình chỉ kết nối tới địa chỉ mà bạn mở.</translation>
    </message>
    <message>
        <source>Optimizer: {moment}</source>
        <translation>Optimizer: {moment}</translation>
    </message>
    <message>
        <source>Other (by ID) …</source>
        <translation>Khác (theo ID) …</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Đầu ra</translation>
    </message>
    <message>
        <source>Output of the failed code</source>
        <translation>Đầu ra của mã bị lỗi</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Đầu ra</translation>
    </message>
    <message>
        <source>Outputs as rows, inputs as columns; without it one slice is shown</source>
        <translation>Đầu ra là hàng, đầu vào là cột; nếu không, chỉ hiện một lát cắt</translation>
    </message>
    <message>
        <source>Outputs side by side</source>
        <translation>Đầu ra đặt cạnh nhau</translation>
    </message>
    <message numerus="yes">
        <source>Outputs side by side, the first %n value</source>
        <comment>Outputs side by side, the first %n values</comment>
        <translation>
            <numerusform>Đầu ra đặt cạnh nhau, %n giá trị đầu</numerusform>
        </translation>
    </message>
    <message>
        <source>Outputs stored in the file</source>
        <translation>Đầu ra lưu trong tệp</translation>
    </message>
    <message>
        <source>Over depth</source>
        <extracomment>Lines that still are a picture, and of which the names fit below it. So much is read as soon as the panel is looked at; of larger files when asked to.</extracomment>
        <translation>Theo độ sâu</translation>
    </message>
    <message>
        <source>Overall relative change: {change}</source>
        <translation>Thay đổi tương đối tổng thể: {change}</translation>
    </message>
    <message>
        <source>Page (*.html);;JSON (*.json)</source>
        <translation>Trang (*.html);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Tham số</translation>
    </message>
    <message>
        <source>Parameters, or a moment of the optimizer</source>
        <translation>Tham số, hoặc một moment của optimizer</translation>
    </message>
    <message>
        <source>Pickle imports</source>
        <translation>Import trong pickle</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Kế hoạch</translation>
    </message>
    <message>
        <source>Planning</source>
        <translation>Đang lập kế hoạch</translation>
    </message>
    <message>
        <source>Plot</source>
        <translation>Vẽ</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Vị trí</translation>
    </message>
    <message>
        <source>Prefere&amp;nces …</source>
        <translation>Tùy chọ&amp;n …</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Tùy chọn</translation>
    </message>
    <message>
        <source>Previous chan&amp;ge</source>
        <translation>T&amp;hay đổi trước đó</translation>
    </message>
    <message>
        <source>Previous change (Shift+F8)</source>
        <translation>Thay đổi trước đó (Shift+F8)</translation>
    </message>
    <message>
        <source>Progress</source>
        <extracomment>Work that ends sooner is not worth a word.</extracomment>
        <translation>Tiến độ</translation>
    </message>
    <message>
        <source>PyTorch, safetensors, GGUF, ONNX, HDF5, NumPy and more. Opening reads only the index; nothing is executed.</source>
        <translation>PyTorch, safetensors, GGUF, ONNX, HDF5, NumPy và nhiều hơn. Mở chỉ đọc chỉ mục; không có gì được thực thi.</translation>
    </message>
    <message>
        <source>Python interpreter for verification</source>
        <translation>Trình thông dịch Python để kiểm chứng</translation>
    </message>
    <message>
        <source>Python that loads this tensor with {library}</source>
        <translation>Mã Python nạp tensor này bằng {library}</translation>
    </message>
    <message>
        <source>Quantiles; each is the value of an element</source>
        <translation>Phân vị; mỗi phân vị là giá trị của một phần tử</translation>
    </message>
    <message>
        <source>Random input (seed)</source>
        <translation>Đầu vào ngẫu nhiên (seed)</translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation>Seed ngẫu nhiên</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Hạng</translation>
    </message>
    <message>
        <source>Read all tensors ({unread})</source>
        <translation>Đọc mọi tensor ({unread})</translation>
    </message>
    <message>
        <source>Read all values and count them exactly</source>
        <translation>Đọc mọi giá trị và đếm chính xác</translation>
    </message>
    <message>
        <source>Read all values and look for NaN, Inf and all-zero tensors</source>
        <translation>Đọc mọi giá trị và tìm NaN, Inf và tensor toàn số 0</translation>
    </message>
    <message>
        <source>Read {translation}.</source>
        <translation>Đã đọc {translation}.</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Đang đọc</translation>
    </message>
    <message>
        <source>Reading all tensors of {name}</source>
        <extracomment>How often those who show the numbers hear of new ones. How often the statistics and quantiles of a tensor go through its elements at most.</extracomment>
        <translation>Đang đọc mọi tensor của {name}</translation>
    </message>
    <message>
        <source>Reading all tensors …</source>
        <translation>Đang đọc mọi tensor …</translation>
    </message>
    <message>
        <source>Reading axis {axis}</source>
        <translation>Đang đọc trục {axis}</translation>
    </message>
    <message>
        <source>Reading the slice</source>
        <translation>Đang đọc lát cắt</translation>
    </message>
    <message>
        <source>Reading the tensor</source>
        <extracomment>Statistics kept, so that going back to a tensor shows them at once. Tensors up to this size are held against the checksum of their archive whenever they are shown. Of tensors that are selected together so much is read unasked.</extracomment>
        <translation>Đang đọc tensor</translation>
    </message>
    <message>
        <source>Reading the tensors selected</source>
        <translation>Đang đọc các tensor đã chọn</translation>
    </message>
    <message>
        <source>Reading values</source>
        <translation>Đang đọc giá trị</translation>
    </message>
    <message>
        <source>Reading what stays …</source>
        <translation>Đang đọc những gì được giữ lại …</translation>
    </message>
    <message>
        <source>Reading {key} at each step</source>
        <translation>Đang đọc {key} ở mỗi bước</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>Đang đọc {name}</translation>
    </message>
    <message>
        <source>Reads all tensors and compares them with saved hashes: a manifest, an LFS pointer, a list of SHA-256 sums, or what gguf-hash prints. The file may be in another format by now. Damage is located to blocks of 4 MiB; with a good copy, to the element and the bit.</source>
        <translation>Đọc mọi tensor và so với mã băm đã lưu: manifest, con trỏ LFS, danh sách SHA-256, hoặc kết quả của gguf-hash. Tệp có thể đã ở định dạng khác. Chỗ hỏng được xác định tới khối 4 MiB; với một bản sao tốt, tới từng phần tử và bit.</translation>
    </message>
    <message>
        <source>Rebuild the module in a separate process, run it, and compare its outputs</source>
        <translation>Dựng lại module trong tiến trình riêng, chạy nó, và so sánh đầu ra</translation>
    </message>
    <message>
        <source>Rebuild the module, run it, and compare its outputs</source>
        <translation>Dựng lại module, chạy nó, và so sánh đầu ra</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Gần đây</translation>
    </message>
    <message>
        <source>Recorded outputs …</source>
        <translation>Đầu ra đã ghi lại …</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Làm lại</translation>
    </message>
    <message>
        <source>Redo the last undone edit (Ctrl+Shift+Z)</source>
        <translation>Làm lại thao tác vừa hoàn tác (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Reference for the outputs</source>
        <translation>Tham chiếu cho đầu ra</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>Tương đối</translation>
    </message>
    <message>
        <source>Relative change</source>
        <translation>Thay đổi tương đối</translation>
    </message>
    <message>
        <source>Relative change of each tensor, in the order of the file</source>
        <extracomment>A bar is at least so wide, in pixels: where there are more tensors than bars, the largest of several is drawn. Narrower bars touch each other: gaps that fall between pixels would look like stripes. Changes that span more than this are drawn on a logarithmic scale, of at most so many decades below the largest. What is the same still has a stub, in pixels. The frame around the bar of the selected row is at least so wide. How opaque what has no size is. Decades of room below the least change.</extracomment>
        <translation>Thay đổi tương đối của mỗi tensor, theo thứ tự trong tệp</translation>
    </message>
    <message>
        <source>Relative change |b - a| / |a| (L2 norm), or how else the tensor differs; for a group, the largest</source>
        <translation>Thay đổi tương đối |b - a| / |a| (chuẩn L2), hoặc kiểu khác biệt khác; với nhóm, là giá trị lớn nhất</translation>
    </message>
    <message>
        <source>Relative tolerance</source>
        <translation>Dung sai tương đối</translation>
    </message>
    <message>
        <source>Relative update</source>
        <extracomment>A learning rate that exceeds those beside it so many times is a spike.</extracomment>
        <translation>Cập nhật tương đối</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Tải lại</translation>
    </message>
    <message>
        <source>Remember until the file changes</source>
        <translation>Nhớ cho đến khi tệp thay đổi</translation>
    </message>
    <message>
        <source>Remove all rows from the tray</source>
        <translation>Bỏ mọi dòng khỏi khay</translation>
    </message>
    <message>
        <source>Remove bookmark</source>
        <translation>Bỏ dấu trang</translation>
    </message>
    <message>
        <source>Remove optimizer state</source>
        <translation>Bỏ trạng thái optimizer</translation>
    </message>
    <message>
        <source>Rename keys</source>
        <translation>Đổi tên khóa</translation>
    </message>
    <message>
        <source>Rename keys to match the module: OLD=NEW, separated by spaces</source>
        <translation>Đổi tên khóa cho khớp module: OLD=NEW, cách nhau bằng dấu cách</translation>
    </message>
    <message>
        <source>Rename rules</source>
        <translation>Quy tắc đổi tên</translation>
    </message>
    <message>
        <source>Rename those from {source}:</source>
        <translation>Đổi tên dòng từ {source}:</translation>
    </message>
    <message>
        <source>Rename: hidden.*=hidden1.*</source>
        <translation>Đổi tên: hidden.*=hidden1.*</translation>
    </message>
    <message>
        <source>Renaming rules from A to B</source>
        <translation>Quy tắc đổi tên từ A sang B</translation>
    </message>
    <message>
        <source>Reopen &amp;last session</source>
        <translation>Mở lại phiên t&amp;rước</translation>
    </message>
    <message>
        <source>Replace those of {target}</source>
        <translation>Thay dòng của {target}</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Báo cáo</translation>
    </message>
    <message>
        <source>Resembles {name}: {keys}.</source>
        <translation>Giống {name}: {keys}.</translation>
    </message>
    <message>
        <source>Reset zoom</source>
        <translation>Đặt lại thu phóng</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Khôi phục</translation>
    </message>
    <message>
        <source>Restore last session on launch</source>
        <translation>Khôi phục phiên trước khi khởi động</translation>
    </message>
    <message>
        <source>Retry what could not be read</source>
        <translation>Thử lại những gì không đọc được</translation>
    </message>
    <message numerus="yes">
        <source>Return renames %n row as shown.</source>
        <comment>Return renames %n rows as shown.</comment>
        <translation>
            <numerusform>Return sẽ đổi tên %n dòng như đang hiện.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reveal in Finder</source>
        <extracomment>What the menus of each desktop call it.</extracomment>
        <translation>Hiện trong Finder</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Thu hồi</translation>
    </message>
    <message>
        <source>Role whose layers are shown</source>
        <translation>Vai trò có các tầng được hiện</translation>
    </message>
    <message>
        <source>Root mean square</source>
        <extracomment>Rows that Qt&apos;s headers bear; of longer axes the first in the order chosen are shown. What is known of each index, what is most asked for first.</extracomment>
        <translation>Căn trung bình bình phương</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Hàng</translation>
    </message>
    <message>
        <source>Rows to export</source>
        <extracomment>More rows are not selected unasked: Qt asks the model about each cell of a selection.</extracomment>
        <translation>Các dòng cần xuất</translation>
    </message>
    <message>
        <source>Rules for what to keep</source>
        <translation>Quy tắc giữ lại</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Chạy</translation>
    </message>
    <message>
        <source>Same bytes, different dtypes.</source>
        <translation>Cùng byte, khác kiểu dữ liệu.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Lưu CSV…</translation>
    </message>
    <message>
        <source>Save as {kind}…</source>
        <translation>Lưu {kind}…</translation>
    </message>
    <message>
        <source>Save co&amp;mparison …</source>
        <translation>Lư&amp;u so sánh …</translation>
    </message>
    <message>
        <source>Save comparison</source>
        <translation>Lưu so sánh</translation>
    </message>
    <message>
        <source>Save comparison …</source>
        <translation>Lưu so sánh …</translation>
    </message>
    <message>
        <source>Save hashes</source>
        <translation>Lưu mã băm</translation>
    </message>
    <message>
        <source>Save hashes as mani&amp;fest …</source>
        <translation>Lưu mã &amp;băm thành manifest …</translation>
    </message>
    <message>
        <source>Save it to …</source>
        <translation>Lưu vào …</translation>
    </message>
    <message>
        <source>Save numbers as CSV…</source>
        <translation>Lưu số liệu thành CSV…</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Lưu báo cáo</translation>
    </message>
    <message>
        <source>Save report …</source>
        <translation>Lưu báo cáo …</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Lưu báo cáo…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Lưu báo cáo</translation>
    </message>
    <message>
        <source>Save the report as JSON</source>
        <translation>Lưu báo cáo dạng JSON</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Lưu bảng</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Lưu …</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>Đã lưu thành {path}</translation>
    </message>
    <message>
        <source>Saved the comparison as {path}</source>
        <translation>Đã lưu so sánh thành {path}</translation>
    </message>
    <message>
        <source>Saved the report as {name}.</source>
        <translation>Đã lưu báo cáo thành {name}.</translation>
    </message>
    <message>
        <source>Scale each row</source>
        <translation>Chia thang từng hàng</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>Hệ số</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Đang tìm</translation>
    </message>
    <message>
        <source>Searching the tensor</source>
        <translation>Đang tìm trong tensor</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Các mục</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Select a cell for the numbers of a tensor at a step.</source>
        <translation>Chọn một ô để xem số liệu của một tensor ở một bước.</translation>
    </message>
    <message>
        <source>Shades mark groups</source>
        <translation>Sắc độ phân biệt các nhóm</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Shape</translation>
    </message>
    <message>
        <source>Shape of the input</source>
        <translation>Shape của đầu vào</translation>
    </message>
    <message>
        <source>Shape or value</source>
        <translation>Shape hoặc giá trị</translation>
    </message>
    <message>
        <source>Shards</source>
        <translation>Shard</translation>
    </message>
    <message numerus="yes">
        <source>Shares storage with %n tensor</source>
        <comment>Shares storage with %n tensors</comment>
        <translation>
            <numerusform>Dùng chung vùng lưu trữ với %n tensor</numerusform>
        </translation>
    </message>
    <message>
        <source>Shares storage with other tensors.</source>
        <translation>Dùng chung vùng lưu trữ với tensor khác.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Hiện</translation>
    </message>
    <message>
        <source>Show all values</source>
        <translation>Hiện mọi giá trị</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Hiện thư mục</translation>
    </message>
    <message>
        <source>Show in Explorer</source>
        <translation>Hiện trong Explorer</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>Hiện trong trình quản lý tệp</translation>
    </message>
    <message>
        <source>Show only the entries that match every term:</source>
        <translation>Chỉ hiện các mục khớp mọi điều kiện:</translation>
    </message>
    <message>
        <source>Show only the tensors that differ</source>
        <translation>Chỉ hiện các tensor khác nhau</translation>
    </message>
    <message>
        <source>Show output …</source>
        <translation>Hiện đầu ra …</translation>
    </message>
    <message>
        <source>Show the summary of the {subject} (Alt+Home)</source>
        <extracomment>Rows shown at first, and of what a filter found: levels are opened while they fit.</extracomment>
        <translation>Hiện tóm tắt của {subject} (Alt+Home)</translation>
    </message>
    <message>
        <source>Show values at [{index}]</source>
        <extracomment>Blue, through the colour of the ground, to red; readable with every common colour vision deficiency. Above and below the plot, for the half of the colour bar&apos;s first and last labels that stands out. What it is called when it is saved.</extracomment>
        <translation>Hiện giá trị tại [{index}]</translation>
    </message>
    <message>
        <source>Show values of {what}</source>
        <translation>Hiện giá trị của {what}</translation>
    </message>
    <message>
        <source>Show {folder} in the file manager</source>
        <translation>Hiện {folder} trong trình quản lý tệp</translation>
    </message>
    <message>
        <source>Show {what}; cells that differ are marked</source>
        <translation>Hiện {what}; các ô khác nhau được đánh dấu</translation>
    </message>
    <message>
        <source>Single file</source>
        <extracomment>Sizes offered for shards, as people write them; the first is none at all.</extracomment>
        <translation>Một tệp</translation>
    </message>
    <message>
        <source>Singular values above rounding error (dashed line)</source>
        <translation>Giá trị suy biến trên sai số làm tròn (đường đứt)</translation>
    </message>
    <message>
        <source>Singular values on a linear axis</source>
        <translation>Giá trị suy biến trên trục tuyến tính</translation>
    </message>
    <message>
        <source>Singular values on a logarithmic axis: shows the tail</source>
        <translation>Giá trị suy biến trên trục log: thấy rõ phần đuôi</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Cỡ</translation>
    </message>
    <message>
        <source>Size by data type: {types}</source>
        <extracomment>Element types listed; the structured types of a NumPy archive may each be one of their own.</extracomment>
        <translation>Kích thước theo kiểu dữ liệu: {types}</translation>
    </message>
    <message>
        <source>Size by tensor</source>
        <translation>Kích thước theo tensor</translation>
    </message>
    <message>
        <source>Size by tensor: a rectangle for each tensor, its area proportional to its size</source>
        <translation>Kích thước theo tensor: mỗi tensor một hình chữ nhật, diện tích tỉ lệ với kích thước</translation>
    </message>
    <message>
        <source>Size of a group</source>
        <translation>Cỡ nhóm</translation>
    </message>
    <message>
        <source>Smallest element</source>
        <translation>Phần tử nhỏ nhất</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Đã xảy ra lỗi</translation>
    </message>
    <message>
        <source>Sort r&amp;ows</source>
        <translation>Sắ&amp;p xếp dòng</translation>
    </message>
    <message>
        <source>Sorting the tensors</source>
        <translation>Đang sắp xếp tensor</translation>
    </message>
    <message>
        <source>Sorting the tree</source>
        <translation>Đang sắp xếp cây</translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation>Phổ</translation>
    </message>
    <message>
        <source>Split a larger file into shards of at most this size, with an index file (.safetensors only)</source>
        <translation>Chia tệp lớn thành các shard không quá cỡ này, kèm tệp chỉ mục (chỉ .safetensors)</translation>
    </message>
    <message>
        <source>Square root of the sum of squares</source>
        <translation>Căn của tổng bình phương</translation>
    </message>
    <message>
        <source>Squared Frobenius norm over squared spectral norm</source>
        <translation>Bình phương chuẩn Frobenius chia bình phương chuẩn phổ</translation>
    </message>
    <message>
        <source>Stable rank</source>
        <translation>Hạng ổn định</translation>
    </message>
    <message>
        <source>Stack of layers</source>
        <translation>Chồng tầng</translation>
    </message>
    <message>
        <source>Statistic plotted</source>
        <translation>Thống kê được vẽ</translation>
    </message>
    <message>
        <source>Statistics of each index</source>
        <translation>Thống kê của mỗi chỉ số</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Std</source>
        <translation>Std</translation>
    </message>
    <message>
        <source>Stop after</source>
        <translation>Dừng sau</translation>
    </message>
    <message>
        <source>Stop trusting the selected code</source>
        <translation>Thôi tin mã đã chọn</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Lưu trữ</translation>
    </message>
    <message>
        <source>Storage size</source>
        <translation>Cỡ vùng lưu trữ</translation>
    </message>
    <message>
        <source>Strided view: not contiguous in the file.</source>
        <translation>View có stride: không liên tục trong tệp.</translation>
    </message>
    <message>
        <source>Strides</source>
        <translation>Stride</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Tóm tắt</translation>
    </message>
    <message>
        <source>Summary of the comparison</source>
        <extracomment>Rows and suggestions listed one by one.</extracomment>
        <translation>Tóm tắt so sánh</translation>
    </message>
    <message>
        <source>Summary of the {subject}</source>
        <translation>Tóm tắt của {subject}</translation>
    </message>
    <message>
        <source>Swap A and &amp;B</source>
        <translation>Đổ&amp;i chỗ A và B</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>Đổi chỗ A và B</translation>
    </message>
    <message>
        <source>Takes minutes for a side of 8,192; the progress is below</source>
        <translation>Mất vài phút với cạnh 8.192; tiến độ ở bên dưới</translation>
    </message>
    <message>
        <source>Tensor or file</source>
        <translation>Tensor hoặc tệp</translation>
    </message>
    <message>
        <source>Tensor under the mouse</source>
        <translation>Tensor dưới chuột</translation>
    </message>
    <message>
        <source>Tensors</source>
        <extracomment>Columns shown at first; the others are a click away. Rows whose texts the widths of columns are taken from. So much is read as soon as the table is looked at; of larger files when asked to.</extracomment>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>Tensors and their numbers</source>
        <translation>Các tensor và số liệu</translation>
    </message>
    <message>
        <source>Tensors by steps</source>
        <translation>Tensor theo bước</translation>
    </message>
    <message>
        <source>Tensors of both checkpoints</source>
        <extracomment>The outlines of both histograms in a cell of some size, from its top left corner.</extracomment>
        <translation>Tensor của cả hai checkpoint</translation>
    </message>
    <message>
        <source>Tensors that changed most</source>
        <translation>Các tensor thay đổi nhiều nhất</translation>
    </message>
    <message>
        <source>Tensors that differ</source>
        <translation>Các tensor khác nhau</translation>
    </message>
    <message>
        <source>The adapter can&apos;t be measured: {error}.</source>
        <translation>Không đo được adapter: {error}.</translation>
    </message>
    <message>
        <source>The architecture can&apos;t be told: {error}.</source>
        <extracomment>The arguments that the file keeps for a class of the user&apos;s own, as they are typed. What was found; None while it is looked for.</extracomment>
        <translation>Không nhận ra được kiến trúc: {error}.</translation>
    </message>
    <message>
        <source>The clipboard holds no rows of an open checkpoint.</source>
        <extracomment>Which module an open checkpoint is of, as far as that was found.</extracomment>
        <translation>Bảng tạm không có dòng nào của checkpoint đang mở.</translation>
    </message>
    <message>
        <source>The cosine of the angle between a and b</source>
        <translation>Cosin của góc giữa a và b</translation>
    </message>
    <message>
        <source>The dtypes differ; the values are equal.</source>
        <translation>Kiểu dữ liệu khác nhau; giá trị bằng nhau.</translation>
    </message>
    <message>
        <source>The dtypes differ; there are no elements to compare.</source>
        <translation>Kiểu dữ liệu khác nhau; không có phần tử để so sánh.</translation>
    </message>
    <message>
        <source>The exact histogram is being computed</source>
        <translation>Đang tính biểu đồ tần suất chính xác</translation>
    </message>
    <message>
        <source>The file looks incomplete. Copy or download it again.</source>
        <translation>Tệp có vẻ không đầy đủ. Hãy sao chép hoặc tải lại.</translation>
    </message>
    <message>
        <source>The file may be fine; this version can&apos;t read it.</source>
        <translation>Tệp có thể vẫn tốt; phiên bản này không đọc được.</translation>
    </message>
    <message>
        <source>The file may have been moved or deleted.</source>
        <translation>Tệp có thể đã bị dời hoặc xóa.</translation>
    </message>
    <message>
        <source>The files were not compared.</source>
        <translation>Các tệp chưa được so sánh.</translation>
    </message>
    <message>
        <source>The first NaN is at {index}.</source>
        <translation>NaN đầu tiên ở {index}.</translation>
    </message>
    <message>
        <source>The first infinity is at {index}.</source>
        <translation>Giá trị vô cùng đầu tiên ở {index}.</translation>
    </message>
    <message>
        <source>The first {count:,} of {total:,} bytes</source>
        <translation>{count:,} byte đầu trong {total:,} byte</translation>
    </message>
    <message>
        <source>The first {count:,} of {total:,} characters</source>
        <translation>{count:,} ký tự đầu trong {total:,} ký tự</translation>
    </message>
    <message>
        <source>The history of {name} was not read to its end.</source>
        <translation>Lịch sử của {name} chưa được đọc hết.</translation>
    </message>
    <message>
        <source>The input</source>
        <translation>Đầu vào</translation>
    </message>
    <message>
        <source>The interpreter</source>
        <translation>Trình thông dịch</translation>
    </message>
    <message>
        <source>The language changes when the program is started again.</source>
        <translation>Ngôn ngữ thay đổi khi khởi động lại chương trình.</translation>
    </message>
    <message>
        <source>The largest |b - a|</source>
        <translation>|b - a| lớn nhất</translation>
    </message>
    <message>
        <source>The maximum is at {index}.</source>
        <translation>Giá trị lớn nhất ở {index}.</translation>
    </message>
    <message>
        <source>The mean of |b - a|</source>
        <translation>Trung bình của |b - a|</translation>
    </message>
    <message>
        <source>The minimum is at {index}.</source>
        <translation>Giá trị nhỏ nhất ở {index}.</translation>
    </message>
    <message>
        <source>The plan {sentence}.</source>
        <translation>Kế hoạch: {sentence}.</translation>
    </message>
    <message>
        <source>The reference</source>
        <translation>Tham chiếu</translation>
    </message>
    <message>
        <source>The same object as {key}</source>
        <translation>Cùng đối tượng với {key}</translation>
    </message>
    <message>
        <source>The shapes differ, so elements can&apos;t be compared one by one.</source>
        <translation>Shape khác nhau, nên không thể so sánh từng phần tử.</translation>
    </message>
    <message>
        <source>The spectral norm</source>
        <translation>Chuẩn phổ</translation>
    </message>
    <message>
        <source>The storage is larger than its tensors need.</source>
        <translation>Vùng lưu trữ lớn hơn mức các tensor của nó cần.</translation>
    </message>
    <message>
        <source>The tensor matches</source>
        <translation>Tensor khớp</translation>
    </message>
    <message>
        <source>The value</source>
        <translation>Giá trị</translation>
    </message>
    <message>
        <source>Them&amp;e</source>
        <translation>Gi&amp;ao diện</translation>
    </message>
    <message>
        <source>There are no tensors in {empty}.</source>
        <translation>Không có tensor trong {empty}.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Không có tệp {path}.</translation>
    </message>
    <message>
        <source>There is none.</source>
        <translation>Không có.</translation>
    </message>
    <message>
        <source>These files can&apos;t be compared</source>
        <translation>Không so sánh được các tệp này</translation>
    </message>
    <message>
        <source>Thin this run…</source>
        <translation>Tỉa lần chạy này…</translation>
    </message>
    <message>
        <source>Thin {name}</source>
        <translation>Tỉa {name}</translation>
    </message>
    <message>
        <source>Thinning</source>
        <translation>Đang tỉa</translation>
    </message>
    <message>
        <source>This file can&apos;t be opened</source>
        <translation>Không mở được tệp này</translation>
    </message>
    <message>
        <source>This pair can&apos;t be compared: {reason}.</source>
        <translation>Không so sánh được cặp này: {reason}.</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Giới hạn thời gian</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Dung sai</translation>
    </message>
    <message>
        <source>Too many rows to expand at once; filter, or expand group by group.</source>
        <translation>Quá nhiều dòng để mở rộng cùng lúc; hãy lọc, hoặc mở từng nhóm.</translation>
    </message>
    <message>
        <source>Top-1 agreement</source>
        <translation>Tỉ lệ khớp top-1</translation>
    </message>
    <message>
        <source>Training &amp;history …</source>
        <translation>Lịch sử &amp;huấn luyện …</translation>
    </message>
    <message>
        <source>Transposed?</source>
        <translation>Chuyển vị?</translation>
    </message>
    <message>
        <source>Trusted code</source>
        <translation>Mã được tin cậy</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>Values copied at once: text of some tens of megabytes. Tiles are read once painting has asked for all that are in sight. Makes what is shown of a slice.</extracomment>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Kiểu</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Undo the last edit (Ctrl+Z)</source>
        <translation>Hoàn tác thao tác vừa rồi (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Unexpected</source>
        <translation>Thừa</translation>
    </message>
    <message>
        <source>Unknown class; it was not imported.</source>
        <translation>Class lạ; không được import.</translation>
    </message>
    <message>
        <source>Unsaved checkpoint</source>
        <extracomment>The question that is open.</extracomment>
        <translation>Checkpoint chưa lưu</translation>
    </message>
    <message>
        <source>Value</source>
        <extracomment>Characters shown; the clipboard gets the same. A line is folded on screen where it is longer: Qt takes a second and more to lay out one of 200,000 characters. Elements of a container that is written out in full; pprint takes a while for each.</extracomment>
        <translation>Giá trị</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Giá trị</translation>
    </message>
    <message>
        <source>Values of the slice</source>
        <translation>Giá trị của lát cắt</translation>
    </message>
    <message>
        <source>Values on a logarithmic axis, linear about zero</source>
        <translation>Giá trị trên trục log, tuyến tính quanh 0</translation>
    </message>
    <message>
        <source>Values that differ</source>
        <translation>Các giá trị khác nhau</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Kiểm chứng</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Kiểm chứng</translation>
    </message>
    <message>
        <source>Verify what is written as {arch}, and keep what it is and what it gives in the new file</source>
        <translation>Kiểm chứng những gì được ghi như {arch}, và lưu kiến trúc cùng đầu ra của nó trong tệp mới</translation>
    </message>
    <message>
        <source>Verify …</source>
        <translation>Kiểm chứng …</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Đang kiểm chứng</translation>
    </message>
    <message>
        <source>Verifying as soon as the architecture is detected …</source>
        <translation>Sẽ kiểm chứng ngay khi nhận dạng xong kiến trúc …</translation>
    </message>
    <message>
        <source>Verifying …</source>
        <translation>Đang kiểm chứng …</translation>
    </message>
    <message>
        <source>Views of the selection</source>
        <translation>Các khung nhìn của mục đã chọn</translation>
    </message>
    <message>
        <source>What a cell shows of the values it covers</source>
        <extracomment>Makes the picture that is asked for, in a worker thread.</extracomment>
        <translation>Ô thể hiện gì của các giá trị mà nó phủ</translation>
    </message>
    <message>
        <source>What the cells are colored by</source>
        <extracomment>of the tensors, if there are layers at all: entries may be very many</extracomment>
        <translation>Màu của ô theo</translation>
    </message>
    <message>
        <source>What went wrong, maps and lines over the steps as one HTML page to share</source>
        <translation>Điều gì đã sai, bản đồ và đường qua các bước trong một trang HTML để chia sẻ</translation>
    </message>
    <message>
        <source>Where the largest difference is</source>
        <translation>Nơi có khác biệt lớn nhất</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Cửa sổ</translation>
    </message>
    <message>
        <source>Within tolerance</source>
        <translation>Trong dung sai</translation>
    </message>
    <message>
        <source>Without the optimizer&apos;s files, save in the last checkpoint</source>
        <translation>Bỏ các tệp của optimizer, trừ ở checkpoint cuối</translation>
    </message>
    <message>
        <source>Write the base with the adapter merged into it, as PEFT merges it</source>
        <translation>Ghi mô hình gốc với adapter được gộp vào, như PEFT gộp</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Đang ghi báo cáo</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <extracomment>What the folders of dragged files are called, before the number of the process. What a file takes beyond its tensors, and some for others. How often a name was promised: files of two drags lie in one folder, where the second must not replace the first.</extracomment>
        <translation>Đang ghi {name}</translation>
    </message>
    <message>
        <source>Writing {name} …</source>
        <translation>Đang ghi {name} …</translation>
    </message>
    <message>
        <source>Wrote {what} to {name}{shards}</source>
        <translation>Đã ghi {what} vào {name}{shards}</translation>
    </message>
    <message>
        <source>X.npy, .pt, .safetensors, or an image</source>
        <translation>X.npy, .pt, .safetensors, hoặc ảnh</translation>
    </message>
    <message>
        <source>Y.npy, .pt or .safetensors</source>
        <translation>Y.npy, .pt hoặc .safetensors</translation>
    </message>
    <message>
        <source>You hit a bug in this program. It keeps running; files you open are never changed.</source>
        <translation>Bạn gặp một lỗi của chương trình này. Nó vẫn chạy tiếp; các tệp bạn mở không bao giờ bị thay đổi.</translation>
    </message>
    <message>
        <source>You may not have permission to read it.</source>
        <translation>Có thể bạn không có quyền đọc nó.</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>Số 0</translation>
    </message>
    <message>
        <source>a Python file or an installed module</source>
        <translation>tệp Python hoặc module đã cài</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>một danh sách</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>một số</translation>
    </message>
    <message>
        <source>a regular expression on the key</source>
        <translation>biểu thức chính quy trên khóa</translation>
    </message>
    <message>
        <source>a repository of the Hugging Face Hub, or a file in it with /path behind</source>
        <translation>một kho trên Hugging Face Hub, hoặc một tệp trong đó với /đường-dẫn phía sau</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>một số nguyên</translation>
    </message>
    <message>
        <source>absolute</source>
        <translation>tuyệt đối</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tất cả</translation>
    </message>
    <message>
        <source>all roles</source>
        <translation>mọi vai trò</translation>
    </message>
    <message>
        <source>all safe</source>
        <translation>tất cả an toàn</translation>
    </message>
    <message>
        <source>all {matched}</source>
        <translation>tất cả {matched}</translation>
    </message>
    <message>
        <source>also gs:// and az://; needs the extra remote</source>
        <translation>cả gs:// và az://; cần phần bổ sung remote</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>một đối tượng</translation>
    </message>
    <message>
        <source>and {count:,} more</source>
        <translation>và {count:,} mục nữa</translation>
    </message>
    <message>
        <source>and {rest}</source>
        <translation>và {rest}</translation>
    </message>
    <message>
        <source>any axis of this size</source>
        <translation>trục bất kỳ có cỡ này</translation>
    </message>
    <message>
        <source>any web server with range requests</source>
        <translation>máy chủ web bất kỳ có hỗ trợ range request</translation>
    </message>
    <message>
        <source>at step {step}: {value}</source>
        <translation>ở bước {step}: {value}</translation>
    </message>
    <message>
        <source>axis 0, rows ({size:,})</source>
        <translation>trục 0, hàng ({size:,})</translation>
    </message>
    <message>
        <source>axis 1, columns ({size:,})</source>
        <translation>trục 1, cột ({size:,})</translation>
    </message>
    <message>
        <source>axis {axis}</source>
        <translation>trục {axis}</translation>
    </message>
    <message>
        <source>axis {axis} ({size:,})</source>
        <extracomment>An axis beyond this one can&apos;t be chosen to be shown; boxes for each of a thousand axes would help nobody.</extracomment>
        <translation>trục {axis} ({size:,})</translation>
    </message>
    <message>
        <source>buffers</source>
        <translation>buffer</translation>
    </message>
    <message>
        <source>by a given rule</source>
        <extracomment>Rules shown; of a model that was renamed throughout there may be as many as tensors. The others stay as they are.</extracomment>
        <translation>theo quy tắc đã cho</translation>
    </message>
    <message>
        <source>by canonical names</source>
        <translation>theo tên chuẩn</translation>
    </message>
    <message>
        <source>by equal content</source>
        <translation>theo nội dung giống nhau</translation>
    </message>
    <message>
        <source>by position in a list</source>
        <translation>theo vị trí trong danh sách</translation>
    </message>
    <message>
        <source>by stripping a prefix</source>
        <translation>bằng cách bỏ tiền tố</translation>
    </message>
    <message>
        <source>by the name of a neighbor</source>
        <translation>theo tên của mục lân cận</translation>
    </message>
    <message>
        <source>byte order</source>
        <translation>thứ tự byte</translation>
    </message>
    <message>
        <source>can&apos;t be compared</source>
        <translation>không so sánh được</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>đã hủy</translation>
    </message>
    <message>
        <source>cast with errors up to {error}; relative error {relative}</source>
        <translation>ép kiểu với sai số tối đa {error}; sai số tương đối {relative}</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>đã thay đổi</translation>
    </message>
    <message>
        <source>choose the file of {what}</source>
        <translation>hãy chọn tệp của {what}</translation>
    </message>
    <message>
        <source>colored by</source>
        <translation>tô màu theo</translation>
    </message>
    <message>
        <source>compared with {reference}</source>
        <translation>so với {reference}</translation>
    </message>
    <message>
        <source>comparison</source>
        <extracomment>While results come, rows that depend on them are put in order anew this often: nobody can read rows that move. Orders that do not depend on results.</extracomment>
        <translation>phép so sánh</translation>
    </message>
    <message>
        <source>conjugate bit</source>
        <translation>bit liên hợp</translation>
    </message>
    <message>
        <source>contains NaN; also has:inf, has:zeros</source>
        <translation>có NaN; còn có has:inf, has:zeros</translation>
    </message>
    <message>
        <source>content {digest}</source>
        <translation>nội dung {digest}</translation>
    </message>
    <message>
        <source>count</source>
        <translation>số lượng</translation>
    </message>
    <message numerus="yes">
        <source>crossed out: NaN or Inf in %n tensor</source>
        <comment>crossed out: NaN or Inf in %n tensors</comment>
        <translation>
            <numerusform>gạch chéo: NaN hoặc Inf trong %n tensor</numerusform>
        </translation>
    </message>
    <message>
        <source>dangerous</source>
        <extracomment>Findings of one severity shown one by one; the rest are counted. A hostile file may have a million. What an import is, by the severity of naming it.</extracomment>
        <translation>nguy hiểm</translation>
    </message>
    <message>
        <source>does</source>
        <translation>tác dụng</translation>
    </message>
    <message>
        <source>dtype differs</source>
        <translation>khác kiểu dữ liệu</translation>
    </message>
    <message>
        <source>effective rank {rank}</source>
        <translation>hạng hiệu dụng {rank}</translation>
    </message>
    <message>
        <source>either one</source>
        <translation>một trong hai</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>bằng nhau</translation>
    </message>
    <message>
        <source>exp of the entropy of the singular values, normalized to sum to 1</source>
        <translation>exp của entropy của các giá trị suy biến, chuẩn hóa để tổng bằng 1</translation>
    </message>
    <message>
        <source>exp of the entropy of the singular values; estimated for matrices with both sides over 512, none for more than 67 million elements</source>
        <translation>exp của entropy của các giá trị suy biến; ước lượng cho ma trận có cả hai cạnh trên 512, không tính khi có hơn 67 triệu phần tử</translation>
    </message>
    <message>
        <source>first column</source>
        <translation>cột đầu</translation>
    </message>
    <message>
        <source>first row</source>
        <translation>hàng đầu</translation>
    </message>
    <message>
        <source>format</source>
        <extracomment>How languages without Latin letters mark the key of a menu entry: ``(&amp;F)``. Of the heading of the page and of those of its sections, by the size of the text.</extracomment>
        <translation>định dạng</translation>
    </message>
    <message>
        <source>from output</source>
        <translation>từ đầu ra</translation>
    </message>
    <message>
        <source>from zero</source>
        <translation>từ 0</translation>
    </message>
    <message>
        <source>from {key} of {location}</source>
        <extracomment>What the files are called that rows are from, if these are several.</extracomment>
        <translation>từ {key} của {location}</translation>
    </message>
    <message>
        <source>from {origin}</source>
        <translation>từ {origin}</translation>
    </message>
    <message>
        <source>give {what}</source>
        <translation>hãy cho {what}</translation>
    </message>
    <message>
        <source>gray: {what}</source>
        <translation>xám: {what}</translation>
    </message>
    <message>
        <source>groups of {size:,} of {axis}</source>
        <translation>nhóm {size:,} của {axis}</translation>
    </message>
    <message>
        <source>hf://, https:// or s3:// address</source>
        <translation>địa chỉ hf://, https:// hoặc s3://</translation>
    </message>
    <message>
        <source>high</source>
        <translation>cao</translation>
    </message>
    <message>
        <source>identical</source>
        <extracomment>What became of a tensor, within a sentence or a line.</extracomment>
        <translation>giống hệt</translation>
    </message>
    <message>
        <source>in B: {key}</source>
        <translation>trong B: {key}</translation>
    </message>
    <message>
        <source>in groups of</source>
        <translation>theo nhóm</translation>
    </message>
    <message>
        <source>input</source>
        <translation>đầu vào</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>đầu vào</translation>
    </message>
    <message>
        <source>internal error, a bug in this program; the report has the details</source>
        <extracomment>How long a thread waits before it starts, so that what the interface is just building is first built and painted: with a busy thread beside it, every call into Qt may wait for the interpreter. So many jobs of one kind run at once: those of a thousand files dropped on the window would take all of its time.</extracomment>
        <translation>lỗi nội bộ, một lỗi của chương trình này; chi tiết ở báo cáo</translation>
    </message>
    <message>
        <source>key</source>
        <translation>phím</translation>
    </message>
    <message>
        <source>largest magnitude</source>
        <extracomment>Rows and columns of a picture at most. Kernels shown side by side along each axis at most. Kernels larger than this are pictures of their own rather than tiles. Values read at once. Share of the cells that the colors span; a few outliers would make all others look like zero.</extracomment>
        <translation>độ lớn lớn nhất</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>tầng</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>các tầng</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>bỏ qua</translation>
    </message>
    <message>
        <source>log scale</source>
        <translation>thang log</translation>
    </message>
    <message>
        <source>low</source>
        <translation>thấp</translation>
    </message>
    <message>
        <source>magnitudes</source>
        <translation>độ lớn</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>dấu</translation>
    </message>
    <message>
        <source>max |d|</source>
        <translation>max |d|</translation>
    </message>
    <message>
        <source>max |d| {value}</source>
        <translation>max |d| {value}</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>trung bình</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>ý nghĩa</translation>
    </message>
    <message>
        <source>min, max, mean, median, std, rms, l2, peak (max / rms), zeros, nan, inf</source>
        <translation>min, max, mean, median, std, rms, l2, peak (max / rms), zeros, nan, inf</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>thiếu</translation>
    </message>
    <message>
        <source>model.pth, .safetensors, …</source>
        <translation>model.pth, .safetensors, …</translation>
    </message>
    <message>
        <source>model.py, or an installed module such as package.models</source>
        <translation>model.py, hoặc module đã cài như package.models</translation>
    </message>
    <message>
        <source>negative bit</source>
        <translation>bit âm</translation>
    </message>
    <message numerus="yes">
        <source>no difference in %n tensor</source>
        <comment>no difference in %n tensors</comment>
        <translation>
            <numerusform>không khác biệt ở %n tensor</numerusform>
        </translation>
    </message>
    <message>
        <source>no size</source>
        <translation>không có độ lớn</translation>
    </message>
    <message>
        <source>no tensors</source>
        <extracomment>Rows that are looked at together; who selects more is told so. Layers are looked for among the names of so many tensors; no map of more could be read, and looking takes a while. So many entries are looked at all together before any is shown, and no more.</extracomment>
        <translation>không có tensor</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không có</translation>
    </message>
    <message>
        <source>not enough memory</source>
        <translation>không đủ bộ nhớ</translation>
    </message>
    <message>
        <source>not in the file</source>
        <translation>không có trong tệp</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>chưa đọc</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>không có gì</translation>
    </message>
    <message>
        <source>of</source>
        <translation>của</translation>
    </message>
    <message>
        <source>of another shape</source>
        <translation>khác shape</translation>
    </message>
    <message>
        <source>of {name}</source>
        <translation>của {name}</translation>
    </message>
    <message>
        <source>on random input (seed {seed}), {shape}</source>
        <translation>trên đầu vào ngẫu nhiên (seed {seed}), {shape}</translation>
    </message>
    <message>
        <source>on {name}</source>
        <translation>trên {name}</translation>
    </message>
    <message>
        <source>only in A</source>
        <translation>chỉ có trong A</translation>
    </message>
    <message>
        <source>only in B</source>
        <translation>chỉ có trong B</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>optimizer</translation>
    </message>
    <message>
        <source>optimizer state of {key}</source>
        <translation>trạng thái optimizer của {key}</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>không bắt buộc</translation>
    </message>
    <message>
        <source>other</source>
        <translation>khác</translation>
    </message>
    <message>
        <source>outputs</source>
        <translation>đầu ra</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>tham số</translation>
    </message>
    <message>
        <source>plot</source>
        <translation>vẽ</translation>
    </message>
    <message>
        <source>position</source>
        <translation>vị trí</translation>
    </message>
    <message>
        <source>prefix with - to exclude</source>
        <translation>thêm - phía trước để loại trừ</translation>
    </message>
    <message>
        <source>quantization</source>
        <translation>lượng tử hóa</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>tham chiếu</translation>
    </message>
    <message>
        <source>relative</source>
        <translation>tương đối</translation>
    </message>
    <message>
        <source>relative update {ratio}</source>
        <translation>cập nhật tương đối {ratio}</translation>
    </message>
    <message>
        <source>rms</source>
        <translation>rms</translation>
    </message>
    <message>
        <source>safe</source>
        <translation>an toàn</translation>
    </message>
    <message>
        <source>scalar</source>
        <extracomment>What letters behind a number multiply it by.</extracomment>
        <translation>vô hướng</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>scale</translation>
    </message>
    <message>
        <source>set (values are conjugated on read)</source>
        <translation>đã đặt (giá trị được lấy liên hợp khi đọc)</translation>
    </message>
    <message>
        <source>set (values are negated on read)</source>
        <translation>đã đặt (giá trị được đổi dấu khi đọc)</translation>
    </message>
    <message>
        <source>shape differs</source>
        <translation>khác shape</translation>
    </message>
    <message>
        <source>shape differs.</source>
        <translation>khác shape.</translation>
    </message>
    <message>
        <source>singular value</source>
        <translation>giá trị suy biến</translation>
    </message>
    <message>
        <source>singular value (estimate)</source>
        <translation>giá trị suy biến (ước lượng)</translation>
    </message>
    <message>
        <source>size in bytes, number of elements</source>
        <translation>kích thước theo byte, số phần tử</translation>
    </message>
    <message>
        <source>step {number}</source>
        <translation>bước {number}</translation>
    </message>
    <message>
        <source>such as 3, 17</source>
        <translation>như 3, 17</translation>
    </message>
    <message>
        <source>term</source>
        <translation>điều kiện</translation>
    </message>
    <message>
        <source>text</source>
        <translation>văn bản</translation>
    </message>
    <message>
        <source>the ID of an architecture</source>
        <translation>ID của một kiến trúc</translation>
    </message>
    <message>
        <source>the arguments are of the form width=64 depth=2, unlike {part}</source>
        <translation>các đối số có dạng width=64 depth=2, không như {part}</translation>
    </message>
    <message>
        <source>the data type</source>
        <translation>kiểu dữ liệu</translation>
    </message>
    <message>
        <source>the exact shape; * is any size</source>
        <translation>shape chính xác; * là cỡ bất kỳ</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>tệp này</translation>
    </message>
    <message>
        <source>the input</source>
        <translation>đầu vào</translation>
    </message>
    <message>
        <source>the name of the class in the code</source>
        <translation>tên của class trong mã</translation>
    </message>
    <message>
        <source>the outputs stored in the file</source>
        <translation>đầu ra lưu trong tệp</translation>
    </message>
    <message>
        <source>the reference</source>
        <translation>tham chiếu</translation>
    </message>
    <message>
        <source>the same key in B</source>
        <translation>cùng khóa đó trong B</translation>
    </message>
    <message>
        <source>the shape of the input is a list of sizes, such as 1 × 3 × 224 × 224</source>
        <translation>shape của đầu vào là danh sách các cỡ, như 1 × 3 × 224 × 224</translation>
    </message>
    <message>
        <source>the {count} largest of {total:,} roles</source>
        <translation>{count} vai trò lớn nhất trong {total:,}</translation>
    </message>
    <message>
        <source>the {name} is a number, such as 1e-5</source>
        <translation>{name} là một số, như 1e-5</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true hoặc false</translation>
    </message>
    <message>
        <source>unexpected</source>
        <translation>thừa</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>lạ</translation>
    </message>
    <message>
        <source>unreadable</source>
        <extracomment>What is sorted, with its keys, and what has no value yet: new numbers are merged into the first.</extracomment>
        <translation>không đọc được</translation>
    </message>
    <message>
        <source>value</source>
        <extracomment>Where a bar of no values ends on a logarithmic axis: below the bar of one. Values beyond this are drawn in units of it: sums and differences of the largest floats would be infinite. And all that are smaller in units of the largest: Qt dies of shares of the smallest floats.
----------
How far a ridge reaches over the one above it, in rows. Rows that have room for a label each.</extracomment>
        <translation>giá trị</translation>
    </message>
    <message>
        <source>values</source>
        <translation>giá trị</translation>
    </message>
    <message>
        <source>verified by reading it back</source>
        <translation>đã kiểm chứng bằng cách đọc lại</translation>
    </message>
    <message>
        <source>with the tensor it is tied to</source>
        <translation>với tensor được buộc chung</translation>
    </message>
    <message>
        <source>words in the key, in any order</source>
        <extracomment>How long typing must pause before the filter is applied. The language of the box, as examples and what they mean.</extracomment>
        <translation>các từ trong khóa, theo thứ tự bất kỳ</translation>
    </message>
    <message>
        <source>written by</source>
        <translation>được ghi bởi</translation>
    </message>
    <message>
        <source>zero point</source>
        <translation>điểm không</translation>
    </message>
    <message>
        <source>{a} and {b} differ in values per element, so elements can&apos;t be compared one by one.</source>
        <translation>{a} và {b} khác nhau về số giá trị mỗi phần tử, nên không thể so sánh từng phần tử.</translation>
    </message>
    <message>
        <source>{bins} of {what}</source>
        <translation>{bins} của {what}</translation>
    </message>
    <message>
        <source>{bins}, exact</source>
        <translation>{bins}, chính xác</translation>
    </message>
    <message>
        <source>{bins}, from 1 in {every:,} elements</source>
        <translation>{bins}, lấy 1 trong {every:,} phần tử</translation>
    </message>
    <message>
        <source>{bin}, most of {key}</source>
        <translation>{bin}, nhiều nhất là {key}</translation>
    </message>
    <message>
        <source>{count:,} ({share:.1%})</source>
        <translation>{count:,} ({share:.1%})</translation>
    </message>
    <message>
        <source>{count:,} ({share:.2%})</source>
        <translation>{count:,} ({share:.2%})</translation>
    </message>
    <message>
        <source>{count:,} above {edge} (max {high})</source>
        <translation>{count:,} trên {edge} (max {high})</translation>
    </message>
    <message>
        <source>{count:,} below {edge} (min {low})</source>
        <translation>{count:,} dưới {edge} (min {low})</translation>
    </message>
    <message>
        <source>{count:,} empty</source>
        <translation>{count:,} rỗng</translation>
    </message>
    <message>
        <source>{count:,} in buffers</source>
        <translation>{count:,} trong buffer</translation>
    </message>
    <message>
        <source>{count:,} in optimizer state</source>
        <translation>{count:,} trong trạng thái optimizer</translation>
    </message>
    <message>
        <source>{count:,} in other tensors</source>
        <translation>{count:,} trong tensor khác</translation>
    </message>
    <message>
        <source>{count:,} matrices are each the exact transpose of one in the other file.</source>
        <translation>{count:,} ma trận đều đúng là chuyển vị của một ma trận trong tệp kia.</translation>
    </message>
    <message>
        <source>{count:,} not finite</source>
        <extracomment>What a number of tensors does, where that is something else. On light and on dark, as ``#rrggbb``.</extracomment>
        <translation>{count:,} không hữu hạn</translation>
    </message>
    <message numerus="yes">
        <source>{count:,} of %n key</source>
        <comment>{count:,} of %n keys</comment>
        <translation>
            <numerusform>{count:,} trong %n khóa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} of %n row from {source} have keys that {target} has, too.</source>
        <comment>{count:,} of %n rows from {source} have keys that {target} has, too.</comment>
        <translation>
            <numerusform>{count:,} trong %n dòng từ {source} có khóa mà {target} cũng có.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} of %n tensor differ</source>
        <comment>{count:,} of %n tensors differ</comment>
        <extracomment>The parts in the order in which they are shown. Sums over the tensors that were measured: of squares of the differences and of A.</extracomment>
        <translation>
            <numerusform>{count:,} trong %n tensor khác nhau</numerusform>
        </translation>
    </message>
    <message>
        <source>{count:,} of {total:,}</source>
        <translation>{count:,} trong {total:,}</translation>
    </message>
    <message>
        <source>{count:,} tensors, colored by depth</source>
        <translation>{count:,} tensor, tô màu theo độ sâu</translation>
    </message>
    <message>
        <source>{count:,} values are too many to copy; select at most {most:,}</source>
        <translation>{count:,} giá trị là quá nhiều để sao chép; chọn nhiều nhất {most:,}</translation>
    </message>
    <message>
        <source>{count:,} without numbers</source>
        <translation>{count:,} không có số</translation>
    </message>
    <message>
        <source>{count}, estimated from random vectors</source>
        <translation>{count}, ước lượng từ vectơ ngẫu nhiên</translation>
    </message>
    <message>
        <source>{differences:,} of {total:,} differ</source>
        <extracomment>How often what has been found meanwhile is shown. How long comparing steps back for that. How long comparing waits for the first rows to be painted: beside busy threads that would take long. What it is shown with; each takes some milliseconds to import. A key that was to be selected and is in neither file.</extracomment>
        <translation>{differences:,} trong {total:,} khác nhau</translation>
    </message>
    <message numerus="yes">
        <source>{differing:,} of %n tensor differ</source>
        <comment>{differing:,} of %n tensors differ</comment>
        <translation>
            <numerusform>{differing:,} trong %n tensor khác nhau</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{differing:,} of %n tensor differ so far</source>
        <comment>{differing:,} of %n tensors differ so far</comment>
        <translation>
            <numerusform>đến giờ {differing:,} trong %n tensor khác nhau</numerusform>
        </translation>
    </message>
    <message>
        <source>{differing:,} of {elements:,} elements</source>
        <translation>{differing:,} trong {elements:,} phần tử</translation>
    </message>
    <message>
        <source>{differing:,} of {total:,} differ</source>
        <translation>{differing:,} trong {total:,} khác nhau</translation>
    </message>
    <message numerus="yes">
        <source>{differing} of %n element differ; {what} can&apos;t be subtracted.</source>
        <comment>{differing} of %n elements differ; {what} can&apos;t be subtracted.</comment>
        <translation>
            <numerusform>{differing} trong %n phần tử khác nhau; {what} không thể trừ nhau.</numerusform>
        </translation>
    </message>
    <message>
        <source>{dtype}, shape {shape}</source>
        <translation>{dtype}, shape {shape}</translation>
    </message>
    <message>
        <source>{file}; byte {offset:,}</source>
        <translation>{file}; byte {offset:,}</translation>
    </message>
    <message>
        <source>{key}
not compared yet</source>
        <translation>{key}
chưa so sánh</translation>
    </message>
    <message>
        <source>{key} ({a}, not {b})</source>
        <translation>{key} ({a}, không phải {b})</translation>
    </message>
    <message>
        <source>{key} at step {step}</source>
        <translation>{key} ở bước {step}</translation>
    </message>
    <message>
        <source>{key} in B</source>
        <translation>{key} trong B</translation>
    </message>
    <message>
        <source>{key} is the transpose of {other}.</source>
        <translation>{key} là chuyển vị của {other}.</translation>
    </message>
    <message>
        <source>{key} may be (by its shape) the transpose of {other}.</source>
        <translation>{key} có thể (theo shape) là chuyển vị của {other}.</translation>
    </message>
    <message>
        <source>{key}: not compared yet</source>
        <translation>{key}: chưa so sánh</translation>
    </message>
    <message numerus="yes">
        <source>{key}: {share}, %n parameter</source>
        <comment>{key}: {share}, %n parameters</comment>
        <translation>
            <numerusform>{key}: {share}, %n tham số</numerusform>
        </translation>
    </message>
    <message>
        <source>{layers:,} layers of {prefix} by {roles:,} roles</source>
        <translation>{layers:,} tầng của {prefix} theo {roles:,} vai trò</translation>
    </message>
    <message>
        <source>{moment} of {key}</source>
        <translation>{moment} của {key}</translation>
    </message>
    <message numerus="yes">
        <source>{name} (%n layer)</source>
        <comment>{name} (%n layers)</comment>
        <translation>
            <numerusform>{name} (%n tầng)</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} (history)</source>
        <translation>{name} (lịch sử)</translation>
    </message>
    <message>
        <source>{name} (open)</source>
        <translation>{name} (đang mở)</translation>
    </message>
    <message>
        <source>{name} (unsaved)</source>
        <extracomment>A key that was to be selected and is not in the file. The column that the tree is sorted by, -1 for none, and whether the largest come first. The keys that are marked to come back to.</extracomment>
        <translation>{name} (chưa lưu)</translation>
    </message>
    <message>
        <source>{name} at {steps} (sampled)</source>
        <translation>{name} ở {steps} (lấy mẫu)</translation>
    </message>
    <message>
        <source>{name} can&apos;t be read: {error}</source>
        <translation>Không đọc được {name}: {error}</translation>
    </message>
    <message>
        <source>{name} has no matching tensor.</source>
        <translation>{name} không có tensor tương ứng.</translation>
    </message>
    <message numerus="yes">
        <source>{name} in %n cell</source>
        <comment>{name} in %n cells</comment>
        <translation>
            <numerusform>{name} trong %n ô</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is not saved.</source>
        <translation>{name} chưa được lưu.</translation>
    </message>
    <message>
        <source>{name} is {kind}, such as {example}, not {typed}</source>
        <translation>{name} là {kind}, như {example}, không phải {typed}</translation>
    </message>
    <message>
        <source>{name} of {count:,} indices, {marked:,} of them marked</source>
        <extracomment>Indices in sight beyond twice as many are drawn by the least and the largest of each run. Largest values beyond these are the unit of the axis: pyqtgraph reckons with differences and products of them. Marked indices that get a dot each.</extracomment>
        <translation>{name} của {count:,} chỉ số, {marked:,} trong đó được đánh dấu</translation>
    </message>
    <message numerus="yes">
        <source>{name} over depth of %n role</source>
        <comment>{name} over depth of %n roles</comment>
        <extracomment>How near, in pixels, the mouse must be to a point to mean it. Numbers beyond are not drawn: pyqtgraph reckons with differences and products of them.</extracomment>
        <translation>
            <numerusform>{name} theo độ sâu của %n vai trò</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} {first:,} to {stop:,} of {count:,}</source>
        <translation>{name} {first:,} đến {stop:,} trong {count:,}</translation>
    </message>
    <message>
        <source>{name}, as the file says</source>
        <translation>{name}, theo tệp</translation>
    </message>
    <message>
        <source>{name}: the axis</source>
        <translation>{name}: trục</translation>
    </message>
    <message>
        <source>{nan:,} NaN, {inf:,} Inf, first at {place}</source>
        <translation>{nan:,} NaN, {inf:,} Inf, đầu tiên ở {place}</translation>
    </message>
    <message>
        <source>{outside:,} outside |b - a| &lt;= {atol} + {rtol} |b|</source>
        <translation>{outside:,} nằm ngoài |b - a| &lt;= {atol} + {rtol} |b|</translation>
    </message>
    <message>
        <source>{posinf:,} positive, {neginf:,} negative</source>
        <translation>{posinf:,} dương, {neginf:,} âm</translation>
    </message>
    <message>
        <source>{rank:,} of {total:,}</source>
        <translation>{rank:,} trong {total:,}</translation>
    </message>
    <message>
        <source>{rows} × {columns} values</source>
        <translation>{rows} × {columns} giá trị</translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of %n file</source>
        <comment>{shown:,} of %n files</comment>
        <translation>
            <numerusform>{shown:,} trong %n tệp</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of %n step</source>
        <comment>{shown:,} of %n steps</comment>
        <translation>
            <numerusform>{shown:,} trong %n bước</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of %n tensor</source>
        <comment>{shown:,} of %n tensors</comment>
        <translation>
            <numerusform>{shown:,} trong %n tensor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of %n tensor (sampled)</source>
        <comment>{shown:,} of %n tensors (sampled)</comment>
        <translation>
            <numerusform>{shown:,} trong %n tensor (lấy mẫu)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{size} (%n group)</source>
        <comment>{size} (%n groups)</comment>
        <translation>
            <numerusform>{size} (%n nhóm)</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} (storages {storages})</source>
        <translation>{size} (vùng lưu trữ {storages})</translation>
    </message>
    <message>
        <source>{size} ({count:,} bytes)</source>
        <translation>{size} ({count:,} byte)</translation>
    </message>
    <message>
        <source>{start:,} to {stop:,}</source>
        <translation>{start:,} đến {stop:,}</translation>
    </message>
    <message>
        <source>{state}: singular values of {key}</source>
        <translation>{state}: giá trị suy biến của {key}</translation>
    </message>
    <message>
        <source>{tensors}, {bins}, exact</source>
        <translation>{tensors}, {bins}, chính xác</translation>
    </message>
    <message>
        <source>{text} · damaged: bytes do not match their checksum</source>
        <translation>{text} · hỏng: byte không khớp mã kiểm tra</translation>
    </message>
    <message numerus="yes">
        <source>{text}; %n tensor can&apos;t be read: {key}: {error}</source>
        <comment>{text}; %n tensors can&apos;t be read: {key}: {error}</comment>
        <translation>
            <numerusform>{text}; không đọc được %n tensor: {key}: {error}</numerusform>
        </translation>
    </message>
    <message>
        <source>{title} was not opened.</source>
        <translation>{title} chưa được mở.</translation>
    </message>
    <message>
        <source>{unused} are not referenced by any tensor in this file.</source>
        <translation>{unused} không được tensor nào trong tệp này tham chiếu.</translation>
    </message>
    <message>
        <source>{what} over the steps</source>
        <translation>{what} qua các bước</translation>
    </message>
    <message>
        <source>{what} will run on this computer with your permissions, in a separate process. Run it only if you trust its author.</source>
        <translation>{what} sẽ chạy trên máy này với quyền của bạn, trong một tiến trình riêng. Chỉ chạy nếu bạn tin tác giả của nó.</translation>
    </message>
    <message>
        <source>{what}; it</source>
        <translation>{what}; nó</translation>
    </message>
    <message>
        <source>{work} is not done.</source>
        <translation>{work} chưa xong.</translation>
    </message>
    <message>
        <source>|b - a| / |a| in the L2 norm</source>
        <translation>|b - a| / |a| theo chuẩn L2</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more danger; `scan` on the command line lists all.</source>
        <comment>… and %n more dangers; `scan` on the command line lists all.</comment>
        <translation>
            <numerusform>… và %n mục nguy hiểm nữa; `scan` trên dòng lệnh liệt kê hết.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more value</source>
        <comment>… and %n more values</comment>
        <translation>
            <numerusform>… và %n giá trị nữa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more warning; `scan` on the command line lists all.</source>
        <comment>… and %n more warnings; `scan` on the command line lists all.</comment>
        <translation>
            <numerusform>… và %n cảnh báo nữa; `scan` trên dòng lệnh liệt kê hết.</numerusform>
        </translation>
    </message>
    <message>
        <source>… and {count:,} more</source>
        <translation>… và {count:,} mục nữa</translation>
    </message>
</context>
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>&amp;Chọn tất cả</translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation>&amp;Tăng</translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation>&amp;Giảm</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Sao chép</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Dán</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Làm lại</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Hoàn tác</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Cắt</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Chọn tất cả</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>&amp;No</source>
        <translation>&amp;Không</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>&amp;Có</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Bỏ</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Sao chép</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Dán</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Làm lại</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Hoàn tác</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>Sao chép địa chỉ &amp;liên kết</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Cắt</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Chọn tất cả</translation>
    </message>
</context>
</TS>
